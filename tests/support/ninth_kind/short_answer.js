// The front end of the made-up kind: one line to type in.
export default (tools) => ({ tools });
