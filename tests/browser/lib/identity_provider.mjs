// An agency's identity provider on this machine: OpenID Connect with its own pages to sign in and to consent.

import { createServer } from "node:http";
import Provider from "oidc-provider";

const SECRET = "a-secret-of-this-story-alone-0123456789";

/** Listens; `register` tells it who may ask, once the program's own address is known. */
export async function startIdentityProvider() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  return {
    issuer,
    clientId: "ansinh",
    secret: SECRET,
    register(redirect) {
      const provider = new Provider(issuer, {
        clients: [{ client_id: "ansinh", client_secret: SECRET, redirect_uris: [redirect] }],
        pkce: { required: () => true },
      });
      server.on("request", provider.callback());
    },
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}
