// Asks the hub, as the persona that was chosen. The token is kept in memory only, and is gone with the page.

let token = null;

/** Whoever asks from now on; null for nobody. */
export async function become(persona) {
  token = null;
  if (persona === "") return null;
  const answer = await fetch(`/graphiql/personas/${encodeURIComponent(persona)}/token`, { method: "POST" });
  const told = await answer.json();
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
