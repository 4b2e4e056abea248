// The files of a model that a person brought: dropped, chosen, in folders or in a zip.
const MAX_FILES = 5000;

/** A sentence for whoever brought the files. */
class Refused extends Error {
  name = 'Refused';
}

/**
 * Returns all files with their paths, without the folders that all of them lie in.
 *
 * @param list of files and of what a drop brought
 * @returns {Promise<{name: string, files: {path: string, data: Blob}[]}>} name of the zip or folder
 */
export async function collect(list) {
  const found = [];
  for (const one of list) await gather(one, found);
  let files = found.filter(({path}) => !/(^|\/)(\.|__MACOSX\/)/.test(path));
  let name = '';
  if (files.length === 1 && (await isZip(files[0]))) {
    name = files[0].path.replace(/^.*\//, '');
    files = (await unzipped(files[0])).filter(({path}) => !/(^|\/)(\.|__MACOSX\/)/.test(path));
  }
  if (files.length === 0) throw new Refused('There are no files in what was given.');
  if (files.every(({data}) => data.size === 0)) throw new Refused(`${files[0].path} is empty.`);
  const head = ({path}) => path.slice(0, path.indexOf('/') + 1);
  while (head(files[0]) && files.every((file) => head(file) === head(files[0]))) {
    name ||= head(files[0]).slice(0, -1);
    const length = head(files[0]).length;
    files = files.map(({path, data}) => ({path: path.slice(length), data}));
  }
  return {name, files};
}

async function gather(one, into) {
  if (into.length > MAX_FILES) {
    throw new Refused(`These are more than ${MAX_FILES} files: give the model's folder alone.`);
  }
  if (one instanceof Blob) {
    into.push({path: one.webkitRelativePath || one.name, data: one});
  } else if (one.isFile) {
    const data = await new Promise((done, failed) => one.file(done, failed));
    into.push({path: one.fullPath.replace(/^\//, ''), data});
  } else {
    const reader = one.createReader();
    for (;;) {
      const entries = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (entries.length === 0) return;
      for (const entry of entries) await gather(entry, into);
    }
  }
}

async function isZip({path, data}) {
  const head = new Uint8Array(await data.slice(0, 4).arrayBuffer());
  return !path.toLowerCase().endsWith('.keras') && String.fromCharCode(...head) === 'PK\x03\x04';
}

/** The files of a zip, by the directory at its end. */
async function unzipped({path, data}) {
  const damaged = (what) => new Refused(`${path} is a zip that is cut short or damaged: ${what}.`);
  const tailStart = Math.max(0, data.size - 65557);
  const tail = new DataView(await data.slice(tailStart).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw damaged('it has no directory');
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) {
    throw new Refused(`${path} is a zip of more than 4 GB: unpack it and give its folder.`);
  }
  if (start + size > data.size) throw damaged('its directory lies behind its end');
  const directory = new DataView(await data.slice(start, start + size).arrayBuffer());
  const files = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) {
      throw damaged('its directory ends too early');
    }
    const [method, packed, whole] = [
      directory.getUint16(at + 10, true),
      directory.getUint32(at + 20, true),
      directory.getUint32(at + 24, true),
    ];
    const nameLength = directory.getUint16(at + 28, true);
    const offset = directory.getUint32(at + 42, true);
    const locked = directory.getUint16(at + 8, true) & 1;
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, nameLength));
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (name.endsWith('/')) continue;
    if (locked) throw new Refused(`${name} in ${path} is encrypted: unpack it first.`);
    const local = new DataView(await data.slice(offset, offset + 30).arrayBuffer());
    if (local.byteLength < 30) throw damaged(`${name} lies behind its end`);
    const from = offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    const bytes = await inflated(data.slice(from, from + packed), method, name, damaged);
    if (bytes.size !== whole) throw damaged(`${name} has ${bytes.size} bytes, not ${whole}`);
    files.push({path: name, data: bytes});
  }
  return files;
}

async function inflated(data, method, name, damaged) {
  if (method === 0) return data;
  if (method !== 8) throw new Refused(`${name} is packed in a way that is not deflate: unpack it first.`);
  try {
    const stream = data.stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return await new Response(stream).blob();
  } catch {
    throw damaged(`${name} cannot be unpacked`);
  }
}
