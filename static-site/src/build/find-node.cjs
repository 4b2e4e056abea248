// Lets the build use the Node.js that runs this file, when it is new enough and has an npm:
// node find-node.cjs FOLDER LEAST_MAJOR_VERSION
// Puts both where frontend-maven-plugin looks for them: FOLDER/node/node, FOLDER/node/node_modules/npm.
// Written for any Node.js, however old; the exit status says whether it may be used.
var fs = require('fs');
var path = require('path');

var folder = path.join(process.argv[2], 'node');
var least = Number(process.argv[3]);

function npmBeside(executable) {
  var onPath = (process.env.PATH || '').split(path.delimiter).map(function (each) {
    return path.join(each, 'npm');
  });
  var homes = onPath.filter(fs.existsSync).map(function (npm) {
    return path.dirname(path.dirname(fs.realpathSync(npm)));
  });
  var bin = path.dirname(executable);
  var candidates = [path.join(bin, '../lib/node_modules/npm'), path.join(bin, 'node_modules/npm')]
    .concat(homes)
    .concat('/usr/share/nodejs/npm');
  return candidates.filter(function (home) {
    return fs.existsSync(path.join(home, 'bin/npm-cli.js'));
  })[0];
}

function link(target, name) {
  fs.rmSync(name, {recursive: true, force: true});
  if (process.platform === 'win32' && fs.statSync(target).isFile()) {
    fs.copyFileSync(target, name);
  } else {
    fs.symlinkSync(target, name, 'junction');
  }
}

var executable = fs.realpathSync(process.execPath);
var npm = npmBeside(executable);
if (Number(process.versions.node.split('.')[0]) < least || !npm) {
  process.exit(1);
}
fs.mkdirSync(path.join(folder, 'node_modules'), {recursive: true});
link(executable, path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
link(npm, path.join(folder, 'node_modules/npm'));
console.log('Node.js ' + process.version + ' of this machine: ' + executable + ', npm: ' + npm);
