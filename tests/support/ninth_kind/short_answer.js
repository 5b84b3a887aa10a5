// The front end of the made-up kind: one line to type in, and under it what feedback says.
export default ({ make, draw }) => (card) => {
  const line = make("input", { type: "text", "aria-labelledby": card.stemId, oninput: () => card.changed() });
  const note = make("p", { class: "short-note" });
  return {
    element: make("div", {}, line, note),
    read: () => (line.value.trim() ? { text: line.value } : {}),
    put({ text = "" }) {
      if (line.value !== text) line.value = text;
    },
    mark: (marks) => note.replaceChildren(...marks.map((mark) => draw(mark.note))),
    lines: ({ text = "" }) => (text ? [text] : []),
  };
};
