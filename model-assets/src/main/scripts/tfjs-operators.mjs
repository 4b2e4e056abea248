// Prints tfjs-operators.txt: the operators of TF.js's graph executor, from the vendored converter.
// node model-assets/src/main/scripts/tfjs-operators.mjs > \
//     model-assets/src/main/resources/dev/hearth/model/savedmodel/tfjs-operators.txt
import {readFileSync} from 'node:fs';

const converter = new URL(
    '../../../../static-site/node_modules/@tensorflow/tfjs-converter/', import.meta.url);
const read = path => readFileSync(new URL(path, converter), 'utf8');

// Those it has a list of and yet does not load, and those that need more than a graph: tables.
const lists = [...read('dist/operations/operation_mapper.js').matchAll(/'\.\/op_list\/(\w+)'/g)]
    .map(match => match[1])
    .filter(list => list !== 'hash_table');
const names = lists.flatMap(
    list => [...read(`dist/operations/op_list/${list}.js`)
        .replace(/^\/\/# sourceMapping.*$/m, '')
        .matchAll(/'tfOpName': '(\w+)'/g)].map(match => match[1]));
console.log(`# The operators of @tensorflow/tfjs-converter ${JSON.parse(read('package.json')).version}`);
console.log([...new Set(names)].sort().join('\n'));
