self.onmessage = async () => {
  await fetch('http://127.0.0.1:9/elsewhere').catch(() => undefined);
  console.error('from the worker');
  self.postMessage({values: []});
};
