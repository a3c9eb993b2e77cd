// Plain old JavaScript: this has to run on a Node that can load nothing else of ours.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('create-backendbytes needs Node >= 20.19; this is ' + process.versions.node + '.');
  process.exit(4);
}
