/** What the documentation of revisions shows. */
import { factsExample } from '../blueprint-examples.js';
import type { DiffAnswer, RevisionRow } from '../present/present-revision.js';

const older = 'sha256:da925a30e31f7fdaa7044e3e5ba4ae17670de82d677b0e7adf5700428a137a36';

/** The revisions of a blueprint that was changed once. */
export const revisionRowExamples: readonly RevisionRow[] = [
  {
    number: 2,
    revision: factsExample.revision,
    created_at: factsExample.updated_at,
    version_lock: factsExample.version_lock,
  },
  { number: 1, revision: older, created_at: '2026-11-25T14:58:00.000Z' },
];

/** What that change was. */
export const diffExample: DiffAnswer = {
  from: older,
  to: factsExample.revision,
  document: [{ pointer: '/title', after: 'A greeting' }],
  nodes: [
    {
      id: 'hello',
      change: 'changed',
      pointer_from: '/nodes/0',
      pointer_to: '/nodes/0',
      fields: [
        {
          pointer: '/tool_args/value',
          before: 'Hello, {{ inputs.who }}!',
          after: 'Good morning, {{ inputs.who }}!',
        },
      ],
    },
  ],
  counts: { added: 0, removed: 0, changed: 1, moved: 0 },
  truncated: false,
};
