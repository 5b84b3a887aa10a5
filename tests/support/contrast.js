// How many texts and marks the cards have, and which stand out from their ground by less than 4.5 to 1, as drawn.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;

  function lay(color, opacity = 1) {
    canvas.globalAlpha = opacity;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
  }

  function luminance() {
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function ratio(element, color) {
    const around = [];
    for (let each = element; each; each = each.parentElement) around.unshift(getComputedStyle(each));
    lay("white");
    let opacity = 1;
    for (const style of around) {
      opacity *= style.opacity;
      lay(style.backgroundColor, opacity);
    }
    const ground = luminance();
    lay(color, opacity);
    const ink = luminance();
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  }

  function* inks(card) {
    const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const text = texts.currentNode.data.trim();
      if (text && element.checkVisibility()) yield [text, element, getComputedStyle(element).color];
    }
    for (const field of card.querySelectorAll("select, textarea, input[type=number]")) {
      yield [field.tagName, field, getComputedStyle(field).color];
    }
    for (const line of card.querySelectorAll(".layer.on")) {
      yield ["underline", line, getComputedStyle(line).textDecorationColor];
    }
    for (const remark of card.querySelectorAll(".remark")) {
      yield ["edge", remark, getComputedStyle(remark).borderInlineStartColor];
    }
  }

  const faint = [];
  let seen = 0;
  for (const card of document.querySelectorAll(".says-who")) {
    for (const [what, element, color] of inks(card)) {
      const found = ratio(element, color);
      seen += 1;
      if (found < 4.5) faint.push(`${card.dataset.question}, ${element.className}: “${what}” ${found.toFixed(2)}`);
    }
  }
  return [seen, faint];
}
