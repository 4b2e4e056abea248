import {open} from '../hearth.js';

const [file, canvas, button, output] = document.querySelectorAll('input, canvas, button, output');
const pen = canvas.getContext('2d');
const opening = open('digits');

async function read(picture) {
  try {
    const model = await opening;
    const [best] = await model.predict(picture);
    const {runtime, provider, rejected} = model.plan;
    const why = rejected.map((one) => `not ${one.provider}: ${one.reason}`).join(', ') || 'first choice';
    const ms = model.metrics.totalMs.last.toFixed(1);
    output.value = `${best.label} in ${ms} ms by ${runtime} on ${provider} (${why})`;
  } catch (error) {
    fail(error);
  }
}

const fail = (error) => (output.value = `${error.code}: ${error.message}`);
opening.then(() => (output.value = 'Ready'), fail);

button.onclick = () => {
  pen.fillStyle = 'gainsboro';
  pen.fillRect(0, 0, canvas.width, canvas.height);
};
button.click();
pen.lineWidth = 20;
canvas.style.touchAction = 'none';
canvas.onpointerdown = ({offsetX, offsetY}) => (pen.beginPath(), pen.moveTo(offsetX, offsetY));
canvas.onpointermove = ({buttons, offsetX, offsetY}) =>
  buttons && (pen.lineTo(offsetX, offsetY), pen.stroke());
canvas.onpointerup = () => read(canvas);
file.onchange = () => read(file.files[0]);
