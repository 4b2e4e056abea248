// The service worker's parts on fakes of the browser's caches and network.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {beforeEach, test} from 'node:test';

const ROOT = 'https://site.example/app/';
const SCRIPT = 'export {};';
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

class FakeCache {
  entries = new Map();
  static #key = (request) => new URL(typeof request === 'string' ? request : request.url, ROOT).href;
  async match(request) {
    return this.entries.get(FakeCache.#key(request))?.clone();
  }
  async put(request, response) {
    this.entries.set(FakeCache.#key(request), response);
  }
  async delete(request) {
    return this.entries.delete(FakeCache.#key(request));
  }
  async keys() {
    return [...this.entries.keys()].map((url) => ({url}));
  }
}

class FakeCaches {
  all = new Map();
  async open(name) {
    if (!this.all.has(name)) this.all.set(name, new FakeCache());
    return this.all.get(name);
  }
  async keys() {
    return [...this.all.keys()];
  }
  async delete(name) {
    return this.all.delete(name);
  }
}

/** What the network answers by address; an error is thrown, all else is not there. */
let network = {};
/** What the pages were told. */
let told = [];
globalThis.BUILD = {
  hash: 'now',
  shell: {'': sha256('<html>'), 'app.css': sha256('css')},
  scripts: {'vendor/run.mjs': sha256(SCRIPT)},
  headers: [
    ['Cross-Origin-Embedder-Policy', 'require-corp'],
    ['Referrer-Policy', 'no-referrer'],
    ['Content-Security-Policy', "default-src 'none'; connect-src 'self'; img-src 'self' blob:"],
  ],
};
globalThis.self = {
  registration: {scope: ROOT},
  clients: {matchAll: async () => [{postMessage: (what) => told.push(what)}]},
};
globalThis.fetch = async (request) => {
  const answer = network[typeof request === 'string' ? request : request.url];
  if (answer instanceof Error) throw answer;
  return answer?.clone() ?? new Response('', {status: 404});
};

const {complete} = await import('../../main/site/app/sw/headers.js');
const {policyOf} = await import('../../main/site/app/sw/policy.js');
const {pathOf} = await import('../../main/site/app/sw/scope.js');
const shell = await import('../../main/site/app/sw/shell.js');
const stored = await import('../../main/site/app/sw/stored.js');

const GONE = new TypeError('Failed to fetch');
const text = (body, type) => new Response(body, {headers: {'Content-Type': type}});
const json = (body) => text(body, 'application/json');

/** Asks for a path as a page does, and waits for what goes on after the answer. */
async function ask(how, path) {
  const pending = [];
  const event = {
    request: new Request(ROOT + path),
    waitUntil: (promise) => pending.push(promise),
  };
  try {
    return await how(event, path);
  } finally {
    for (let i = 0; i < pending.length; i++) await pending[i];
  }
}

beforeEach(() => {
  globalThis.caches = new FakeCaches();
  network = {};
  told = [];
  stored.forgetTold();
});

test('document_comesFromTheNetworkAndWithoutItFromHere', async () => {
  const path = 'models/digits/1.0.0/manifest.json';
  network[ROOT + path] = json('{"stable": "1.0.0"}');
  await ask(stored.document, path);
  network[ROOT + path] = json('{"stable": "2.0.0"}');
  assert.equal(await (await ask(stored.document, path)).text(), '{"stable": "2.0.0"}');
  network[ROOT + path] = GONE;

  assert.equal(await (await ask(stored.document, path)).text(), '{"stable": "2.0.0"}');
  assert.deepEqual(told, ['reached', 'unreached']);
});

test('channelsThatNobodyHasChecked_doNotReplaceThoseOfBefore', async () => {
  const path = 'models/digits/channels.json';
  network[ROOT + path] = json('{"release": 2}');
  await ask(stored.document, path);
  network[ROOT + path] = json('{"release": 1}');
  assert.equal(await (await ask(stored.document, path)).text(), '{"release": 1}', 'pages decide');
  network[ROOT + path] = GONE;

  assert.equal(await (await ask(stored.document, path)).text(), '{"release": 2}');
});

test('networkThatHangs_isNotWaitedForIfSomethingIsStored', async (t) => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const path = 'models/index.json';
  network[ROOT + path] = json('{}');
  await ask(stored.document, path);
  const settled = [];
  const request = new Request(ROOT + path);
  network[ROOT + path] = {clone: () => new Promise(() => {})};
  void stored.document({request, waitUntil() {}}, path).then((response) => settled.push(response));
  const turns = async () => {
    for (let i = 0; i < 20; i++) await null;
  };

  await turns();
  t.mock.timers.tick(3999);
  await turns();
  assert.deepEqual(settled, []);
  t.mock.timers.tick(1);
  await turns();
  assert.equal(await settled[0].text(), '{}');
});

test('serverInTrouble_isAnsweredFor', async () => {
  const path = 'models/index.json';
  network[ROOT + path] = json('{}');
  await ask(stored.document, path);
  network[ROOT + path] = new Response('oops', {status: 503});

  assert.equal(await (await ask(stored.document, path)).text(), '{}');
});

test('documentThatIsNoMore_isForgotten', async () => {
  const path = 'models/digits/channels.json';
  network[ROOT + path] = json('{}');
  await ask(stored.document, path);
  delete network[ROOT + path];
  assert.equal((await ask(stored.document, path)).status, 404);
  network[ROOT + path] = GONE;

  await assert.rejects(ask(stored.document, path), GONE);
});

for (const [name, path, answer] of [
  ['a page for JSON', 'models/digits/1.0.0/manifest.json', text('<html>', 'text/html')],
  ['broken JSON', 'models/digits/1.0.0/manifest.json', json('{"schema"')],
  ['a page for a card', 'models/digits/1.0.0/MODEL_CARD.md', text('<html>', 'text/html')],
]) {
  test(`answerThatIsNotTheDocument_isNotKept: ${name}`, async () => {
    network[ROOT + path] = answer;
    await ask(stored.document, path);
    network[ROOT + path] = GONE;

    await assert.rejects(ask(stored.document, path), GONE);
  });
}

test('folderOfAVersion_hasNoChannelsWithoutANetworkEither', async () => {
  const folder = 'models/digits/1.0.0/';
  network[`${ROOT}${folder}manifest.json`] = json('{}');
  await ask(stored.document, `${folder}manifest.json`);
  network[`${ROOT}${folder}channels.json`] = GONE;

  assert.equal((await ask(stored.document, `${folder}channels.json`)).status, 404);
});

test('script_isKeptIfItIsThisBuilds', async () => {
  const path = 'vendor/run.mjs';
  network[ROOT + path] = text('export const newer = true;', 'text/javascript');
  await ask(stored.script, path);
  network[ROOT + path] = GONE;
  await assert.rejects(ask(stored.script, path), GONE);

  network[ROOT + path] = text(SCRIPT, 'text/javascript');
  await ask(stored.script, path);
  network[ROOT + path] = GONE;
  assert.equal(await (await ask(stored.script, path)).text(), SCRIPT);
});

test('runtimesList_isThisBuildsWithoutANetwork', async () => {
  const path = 'vendor/runtimes.json';
  const ours = async () => json('{"ours": true}');
  const list = (event) => stored.runtimesList(event, ours);
  network[ROOT + path] = json('{"newer": true}');
  assert.equal(await (await ask(list, path)).text(), '{"newer": true}');
  network[ROOT + path] = GONE;

  assert.equal(await (await ask(list, path)).text(), '{"ours": true}');
});

test('shell_isStoredWholeOrNotAtAll', async () => {
  network[ROOT] = text('<html>', 'text/html');
  await assert.rejects(shell.store(), /Expected app\.css, found HTTP status 404/);

  network[`${ROOT}app.css`] = text('css', 'text/css');
  await shell.store();
  network = {};
  assert.equal(await (await shell.shellFile('')).text(), '<html>');
  assert.equal(await (await shell.shellFile('app.css')).text(), 'css');
});

test('removeOld_leavesOtherSitesAlone', async () => {
  const names = [
    'hearth-shell-before:/app/',
    'hearth-shell-now:/app/',
    'hearth-shell-before:/',
    'hearth-shell-before:/other/app/',
    'hearth-blobs',
    'hearth-documents',
  ];
  for (const name of names) await caches.open(name);
  const scripts = await caches.open('hearth-scripts:/app/');
  const key = (digest) => `https://site.example/.hearth/scripts/${digest}`;
  await scripts.put(key(sha256(SCRIPT)), new Response(SCRIPT));
  await scripts.put(key(sha256('before')), new Response('before'));

  await shell.removeOld();

  assert.deepEqual(await caches.keys(), [...names.slice(1), 'hearth-scripts:/app/']);
  assert.deepEqual(await scripts.keys(), [{url: key(sha256(SCRIPT))}]);
});

test('complete_addsWhatTheHostDoesNotSend', async () => {
  const sent = new Response('hello', {
    status: 203,
    headers: {'Content-Type': 'text/plain', 'Referrer-Policy': 'origin'},
  });

  const response = await complete(sent, false);

  assert.equal(await response.text(), 'hello');
  assert.equal(response.status, 203);
  assert.deepEqual(Object.fromEntries(response.headers), {
    'content-security-policy': BUILD.headers[2][1],
    'content-type': 'text/plain',
    'cross-origin-embedder-policy': 'require-corp',
    'referrer-policy': 'origin',
  });
  const whole = new Response('', {headers: Object.fromEntries(BUILD.headers)});
  assert.equal(await complete(whole, true), whole);
});

test('policy_hasTheHostsOfTheSettings', async () => {
  const settings = {
    imageHosts: ['https://images.example', 'https://a.example; script-src *', 7],
    endpoint: {url: 'http://localhost:8000/x'},
  };
  const expected =
    "default-src 'none'; connect-src 'self' https://images.example http://localhost:8000;" +
    " img-src 'self' blob: https://images.example";
  const [, , [, built]] = BUILD.headers;
  assert.equal(policyOf(built, settings), expected);
  assert.equal(policyOf(expected, settings), expected);
  assert.equal(policyOf(expected, null), built);

  const documents = await caches.open('hearth-documents');
  await documents.put(`${ROOT}site.json`, new Response(JSON.stringify(settings)));
  const policyAfter = async (policy, isPage = true) => {
    const response = new Response('', {headers: {'Content-Security-Policy': policy}});
    Object.defineProperty(response, 'type', {value: 'basic'});
    return (await complete(response, isPage)).headers.get('Content-Security-Policy');
  };
  assert.equal(await policyAfter(built), expected, 'stored before the settings were changed');
  assert.equal(await policyAfter(built, false), built, 'no page');
  assert.equal(await policyAfter("connect-src 'self'"), "connect-src 'self'", "the host's own");
  await documents.delete(`${ROOT}site.json`);
  assert.equal(await policyAfter(expected), built, 'no settings any more');
});

test('pathOf_isOfThisSiteAlone', () => {
  assert.equal(pathOf(`${ROOT}?model=digits`), '');
  assert.equal(pathOf(`${ROOT}models/index.json`), 'models/index.json');
  assert.equal(pathOf('https://site.example/other/'), null);
  assert.equal(pathOf('https://other.example/app/'), null);
});

test('namesOfObjects_areNoPaths', () => {
  assert.equal(shell.isShell('toString'), false);
  assert.equal(stored.isScript('constructor'), false);
});
