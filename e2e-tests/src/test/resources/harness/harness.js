// Runs one job in a module worker of its own and resolves to its answer.
window.inWorker = (script, job) =>
  new Promise((resolve) => {
    const worker = new Worker(script, {type: 'module'});
    worker.onmessage = ({data}) => resolve(data);
    worker.onerror = (event) => resolve({error: String(event.message)});
    worker.postMessage(job);
  });

const canvas = document.querySelector('canvas');
const pen = canvas.getContext('2d');
window.strokes = [];
canvas.style.touchAction = 'none';
canvas.addEventListener('pointerdown', (event) => {
  window.strokes.push([event.pointerType]);
  pen.beginPath();
  pen.moveTo(event.offsetX, event.offsetY);
});
canvas.addEventListener('pointermove', (event) => {
  if (event.buttons === 0) return;
  window.strokes.at(-1).push([event.offsetX, event.offsetY]);
  pen.lineTo(event.offsetX, event.offsetY);
  pen.stroke();
});

// The loudest sample and the middle colour of the picture that the fake devices give.
window.media = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: true});
  const video = document.createElement('video');
  video.srcObject = stream;
  await video.play();
  const audio = new AudioContext();
  await audio.resume();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  for (const end = Date.now() + 1500; Date.now() < end; ) {
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
    await new Promise((done) => setTimeout(done, 20));
  }
  pen.drawImage(video, 0, 0, 300, 300);
  const corner = [...pen.getImageData(5, 5, 1, 1).data];
  stream.getTracks().forEach((track) => track.stop());
  return {width: video.videoWidth, height: video.videoHeight, corner, loudest, rate: audio.sampleRate};
};
window.ready = true;
