import { useState } from "react";
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { become } from "./hub.js";

/** Who asks, and what could be asked: the examples of the persona first, then the others. */
export function Bar({ examples, personas }) {
  const [persona, setPersona] = useState("");
  const [told, setTold] = useState("signed out");
  const answers = useGraphiQL((state) => state.responseEditor);

  async function choose(name) {
    setPersona(name);
    setTold("…");
    // What one was answered is not to stand under the name of another.
    answers?.setValue("");
    try {
      const somebody = await become(name);
      if (somebody === undefined) return;
      setTold(somebody === null ? "signed out" : `${somebody.name} · ${somebody.capacity}`);
    } catch (error) {
      setTold(error.message);
    }
  }

  return (
    <div className="hub-bar">
      <strong>Hub</strong>
      {personas.length > 0 && (
        <>
          <label>
            Persona
            <select id="persona" value={persona} onChange={(event) => choose(event.target.value)}>
              <option value="">nobody</option>
              {personas.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <output id="told" htmlFor="persona">
            {told}
          </output>
        </>
      )}
      <Examples examples={examples} persona={persona} />
    </div>
  );
}

function Examples({ examples, persona }) {
  const editor = useGraphiQL((state) => state.queryEditor);
  const { addTab, setOperationName } = useGraphiQLActions();
  const own = examples.filter((example) => example.personas.includes(persona));
  const others = examples.filter((example) => !own.includes(example));

  function open(title) {
    const { query } = examples.find((example) => example.title === title);
    const text = editor.getValue().trim();
    // What somebody has written is not written over.
    if (text !== "" && !examples.some((example) => example.query.trim() === text)) addTab();
    editor.setValue(query);
    // The editor finds it a moment later, and would until then ask for that of the text before.
    setOperationName(query.match(/^query (\w+)/m)?.[1]);
  }

  return (
    <label>
      Example
      <select id="example" value="" disabled={!editor} onChange={(event) => open(event.target.value)}>
        <option value="" disabled>
          choose…
        </option>
        {own.length > 0 && <Group label={`for ${persona}`} examples={own} />}
        <Group label={own.length > 0 ? "for others" : "all"} examples={others} />
      </select>
    </label>
  );
}

function Group({ label, examples }) {
  return (
    <optgroup label={label}>
      {examples.map((example) => (
        <option key={example.title}>{example.title}</option>
      ))}
    </optgroup>
  );
}
