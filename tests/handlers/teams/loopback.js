// Preloaded into the Playground, which otherwise listens on every address of the machine.
const { Server } = require("node:net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (...given) {
  if (typeof given[0] === "number" && typeof given[1] !== "string") given.splice(1, 0, "127.0.0.1");
  else if (given[0]?.port !== undefined && !given[0].host) given[0].host = "127.0.0.1";
  return listen.apply(this, given);
};
