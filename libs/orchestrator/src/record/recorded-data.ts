/** What an event says in the form in which it is recorded: large values leave it for the payloads beside it. Whoever runs the execution
 *  goes on working with the values themselves; only the journal speaks of hashes. */
import {
  boundJsonBytes,
  maxInlineBytes,
  payloadRefOf,
  type EventDraft,
  type JsonValue,
  type PayloadRef,
  type StreamPayload,
} from '@ice/core';

type Data = EventDraft['data'];

/** The data of a draft for the journal. Adds to `payloads` what no longer stands in it. */
export function recordedData(draft: EventDraft, payloads: StreamPayload[]): Data {
  switch (draft.type) {
    case 'node.completed':
    case 'node.reused':
    case 'memory.recalled':
    case 'model.answered':
    case 'tool.returned':
      return withOutputAside(draft.data, payloads);
    case 'node.started':
    case 'tool.called':
      return withInputAside(draft.data, payloads);
    default:
      return draft.data;
  }
}

function withOutputAside(data: Extract<Data, { output?: unknown }>, payloads: StreamPayload[]): Data {
  const { output, ...rest } = data;
  const output_ref = setAside(output as JsonValue | undefined, payloads);
  return output_ref ? { output_ref, ...rest } : data;
}

function withInputAside(data: Extract<Data, { input?: unknown }>, payloads: StreamPayload[]): Data {
  const { input, ...rest } = data;
  const input_ref = setAside(input, payloads);
  return input_ref ? { ...rest, input_ref } : data;
}

/** Most values are seen to be small without being serialized; what is serialized here is serialized once. */
function setAside(value: JsonValue | undefined, payloads: StreamPayload[]): PayloadRef | null {
  if (value === undefined || boundJsonBytes(value, maxInlineBytes) <= maxInlineBytes) return null;
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxInlineBytes) return null;
  const reference = payloadRefOf(text, bytes);
  payloads.push({ hash: reference.hash, text });
  return reference;
}
