// What stands around the scripts of the docs: a site's own server and database, as the text before them says.

interface ServerResponse {
  status(code: number): ServerResponse;
  sendStatus(code: number): ServerResponse;
  set(name: string, value: string): ServerResponse;
  type(name: string): ServerResponse;
  json(value: unknown): void;
  send(text: string): void;
  end(): void;
}

interface ServerRequest {
  query: Record<string, string>;
}

declare const app: { get(path: string, answer: (request: ServerRequest, response: ServerResponse) => unknown): void };
declare const register: { find(id: string): Promise<{ name: string; address: string } | undefined> };
declare const accountOf: (request: ServerRequest) => { record?: string };
