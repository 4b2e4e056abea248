// Opens every variant that jobs.json names, one after the other, and posts what its self-test gave.
import {open} from '../hearth.js';

async function tried({url, variant}) {
  try {
    const model = await open(url, {variant});
    const {provider, selfTest} = model.plan;
    model.close();
    return {provider, cases: selfTest?.cases ?? 0, maxAbsDiff: selfTest?.maxAbsDiff ?? 0};
  } catch (error) {
    const why = error.rejected?.map((one) => `${one.provider}: ${one.reason}`) ?? [];
    const codes = error.rejected?.map((one) => one.code) ?? [];
    return {failure: [...why, error.message][0], codes: codes.length ? codes : [error.code ?? '']};
  }
}

const post = (body) => fetch('result', {method: 'POST', body: JSON.stringify(body)});
for (const job of await (await fetch('jobs.json')).json()) {
  await post(await tried(job));
}
