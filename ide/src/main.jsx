import { buildSchema } from "graphql";
import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import { Bar } from "./bar.jsx";
import { ask } from "./hub.js";
import "./page.css";

async function start() {
  const [sdl, examples, personas] = await Promise.all([
    fetch("/graphiql/schema.graphql").then((answer) => answer.text()),
    fetch("/graphiql/examples").then((answer) => answer.json()),
    // Only a demo has them.
    fetch("/graphiql/personas").then((answer) => (answer.ok ? answer.json() : [])),
  ]);
  // Taken from the hub's own text: an introspection would go deeper than the hub lets operations go.
  const schema = buildSchema(sdl);
  createRoot(document.getElementById("page")).render(
    <GraphiQL
      fetcher={ask}
      schema={schema}
      defaultQuery={examples[0]?.query ?? ""}
      defaultEditorToolsVisibility={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <Bar examples={examples} personas={personas} />
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}

start().catch((error) => {
  document.getElementById("page").textContent = `The page could not be started: ${error.message}`;
});
