// PostGraphile 5 as `./hub bench` serves it: one process, on the same tables and policies.
// node server.mjs PORT DATABASE_URL
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const [port, connectionString] = process.argv.slice(2);

// The actor is stated for each request, as the hub's statements state theirs.
const STATED = { MEMBER: ["hub_member", "hub.member_id"], BROKER: ["hub_broker", "hub.broker_id"] };

const preset = {
  extends: [PostGraphileAmberPreset],
  // It offers filters and orders of columns with an index of their own only, and the tables have wider ones.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [makePgService({ connectionString, schemas: ["public"], poolConfig: { max: 5 } })],
  grafserv: { port: Number(port), host: "127.0.0.1", graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: {
    explain: false,
    context(ctx) {
      const [role, key] = String(ctx.node?.req?.headers["x-actor"] ?? "").split(" ");
      const [databaseRole, setting] = STATED[role] ?? [];
      if (databaseRole === undefined || !/^\d+$/.test(key)) throw new Error("X-Actor: MEMBER 1, or BROKER 1");
      return { pgSettings: { role: databaseRole, [setting]: key } };
    },
  },
};

const instance = postgraphile(preset);
const server = createServer();
const served = instance.createServ(grafserv);
await served.addTo(server);
server.listen(Number(port), "127.0.0.1");
