// Follows an execution over Server-Sent Events and hands over each recorded event.

/**
 * @param {string} url of the execution's events
 * @param {(event: import('@ice/core').ExecutionEvent) => void} onEvent
 */
export async function watchEvents(url, onEvent) {
  const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}.`);
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const records = (rest + chunk).split('\n\n');
    rest = records.pop() ?? '';
    for (const record of records) {
      const event = parseRecord(record);
      if (event === 'complete') return;
      if (event) onEvent(event);
    }
  }
}

/** @param {string} record */
function parseRecord(record) {
  const fields = Object.fromEntries(
    record
      .split('\n')
      .filter((line) => line.includes(':') && !line.startsWith(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  if (fields.event === 'complete') return 'complete';
  return fields.data === undefined ? null : JSON.parse(fields.data);
}
