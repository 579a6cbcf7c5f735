/** Sound blueprints with the shapes of Conductor's samples that call language models. Written anew for this compiler: the shape is
 *  theirs, no word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import { choose, flag, httpCall, listOf, oneOf, recordOf, repeat, sideBySide, text } from './case-notation.js';

const hit = recordOf({ id: text, content: text });

/** cookbook/rag-agent: search, grade, search better, at most three times; then answer from the sources or not at all. */
export const gradedSearch = blueprintOf(
  [
    repeat(
      'retrieval',
      { query: '{{ inputs.question }}', sources: [], sufficient: false },
      {
        nodes: [
          httpCall(
            'search',
            { method: 'POST', url: 'https://index.example/search', body: { query: '{{ state.query }}', limit: 5 } },
            recordOf({ hits: listOf(hit, { maxItems: 5 }) }),
          ),
          ask(
            'grade',
            'Question: {{ inputs.question }}\nSources:\n{{ nodes.search.body.hits.map(h, h.id + ": " + h.content).join("\\n") }}',
            { output_schema: recordOf({ sufficient: flag, better_query: text }) },
          ),
        ],
        output: {
          query: '{{ nodes.grade.better_query }}',
          sources: '{{ nodes.search.body.hits }}',
          sufficient: '{{ nodes.grade.sufficient }}',
        },
      },
      'state.sufficient',
      { max_iterations: 3, on_limit: 'continue' },
    ),
    choose('route', {
      expression: 'nodes.retrieval.converged',
      then: {
        nodes: [
          {
            id: 'answer',
            type: 'llm',
            model: 'openai/gpt-4o-mini',
            max_output_tokens: 400,
            messages: [
              { role: 'system', content: 'Only from these: {{ nodes.retrieval.state.sources.map(s, s.content) }}' },
              { role: 'user', content: '{{ inputs.question }}' },
            ],
          },
        ],
        output: '{{ nodes.answer.text }}',
      },
      else: { nodes: [echo('refuse')], output: 'Not in the sources after {{ nodes.retrieval.iterations }} searches.' },
    }),
  ],
  { inputs: { question: text }, outputs: { answer: '{{ nodes.route.output.trim() }}' } },
);

const review = { output_schema: recordOf({ verdict: oneOf('pass', 'block'), issues: listOf(text) }) };

/** cookbook/parallel-specialist-review: two reviewers at once, one summary. */
export const twoReviewers = blueprintOf(
  [
    sideBySide('review', {
      security: { nodes: [ask('security_review', 'Is this safe? {{ inputs.change }}', review)] },
      reliability: { nodes: [ask('reliability_review', 'Does this hold? {{ inputs.change }}', review)] },
    }),
    ask(
      'summary',
      "Verdicts: {{ nodes.review.branches.security.verdict }}, {{ nodes.review.branches.reliability.verdict }}.\n{{ (nodes.review.branches.security.issues + nodes.review.branches.reliability.issues).map(i, '- ' + i).join('\\n') }}",
    ),
  ],
  { inputs: { change: text }, outputs: { summary: '{{ nodes.summary.text }}' } },
);

/** ai-examples/36-ai-workflow-routing: a model names one of three ways; each has its own call. */
export const routedRequest = blueprintOf(
  [
    ask('select', 'Which team answers this? {{ inputs.request }}', {
      output_schema: recordOf({ team: oneOf('support', 'refunds', 'sales'), reason: text }),
    }),
    choose('route', {
      cases: [
        {
          when: "nodes.select.team == 'support'",
          block: { nodes: [ask('support', 'Help with: {{ inputs.request }}')] },
        },
        { when: "nodes.select.team == 'refunds'", block: { nodes: [ask('refunds', 'Refund? {{ inputs.request }}')] } },
      ],
      else: { nodes: [ask('sales', 'Sell to: {{ inputs.request }}, because {{ nodes.select.reason }}')] },
    }),
  ],
  {
    inputs: { request: text },
    outputs: { team: '{{ nodes.select.team }}', answer: '{{ nodes.route.output.text }}' },
  },
);
