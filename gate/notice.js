// What is said when Global Privacy Control has answered for the visitor. Fetched then.

const notices = NOTICES;

export { notices };
