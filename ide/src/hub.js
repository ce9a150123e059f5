// Asks the hub, as the persona that was chosen. The token is kept in memory only, and is gone with the page.

let token = null;
let turns = 0;

/** Whoever asks from now on; null for nobody, undefined when another was chosen meanwhile. */
export async function become(persona) {
  const turn = (turns += 1);
  token = null;
  if (persona === "") return null;
  const answer = await fetch(`/graphiql/personas/${encodeURIComponent(persona)}/token`, { method: "POST" });
  const told = await answer.json();
  if (turn !== turns) return undefined;
  if (!answer.ok) throw new Error(told.errors[0].message);
  token = told.token;
  return told;
}

/** Headers of the page's own editor win over the persona's. */
export async function ask(operation, options) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...options?.headers,
    },
    body: JSON.stringify(operation),
  });
  return answer.json();
}
