/** Generated from schemas/openapi.json by openapi-typescript 7.13.0 (`npm run schemas`): never edited by hand.
 *  Seal: sha256:4ff1f503b9ce9250be43359cdaeea43060f9c9b610ed701ac37d78a9f5c6b408 */

import type { JsonValue } from "@ice/core";
export interface paths {
    readonly "/api/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List who did what, newest first
         * @description Of your organisation. Inputs, answers and secrets are in none of them.
         */
        readonly get: operations["listAuditRecords"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List blueprints, oldest first */
        readonly get: operations["listBlueprints"];
        readonly put?: never;
        /** Compile a blueprint and store it */
        readonly post: operations["createBlueprint"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/validate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Compile a blueprint and store nothing
         * @description Findings and graph come for documents that are unsound or half-finished, too.
         */
        readonly post: operations["validateBlueprint"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the document of a blueprint */
        readonly get: operations["getBlueprint"];
        /** Replace the document of a blueprint */
        readonly put: operations["replaceBlueprint"];
        readonly post?: never;
        /** Delete a blueprint; its revisions stay */
        readonly delete: operations["deleteBlueprint"];
        readonly options?: never;
        readonly head?: never;
        /** Merge fields and nodes into a blueprint */
        readonly patch: operations["patchBlueprint"];
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/{id}/clone": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Store a copy of a blueprint under an id of its own
         * @description The copy begins a history of its own. It must compile, also where the original is older than a rule.
         */
        readonly post: operations["cloneBlueprint"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/{id}/diff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Compare two revisions node by node
         * @description Nodes are known by their ids, wherever they stand. Without a query: what the last change was.
         */
        readonly get: operations["getBlueprintDiff"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/{id}/revisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the revisions of a blueprint, newest first
         * @description One entry for every change of the content: a content that comes back stands here twice, a write that moves nodes on the canvas only makes none.
         */
        readonly get: operations["listBlueprintRevisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/{id}/revisions/{revision}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the document of a revision
         * @description PUT it to bring it back. Layout is no part of a revision: it comes as it was when this content was first stored.
         */
        readonly get: operations["getBlueprintRevision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/blueprints/{id}/revisions/{revision}/certificate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get what a revision can cost, as it was certified when it was stored first
         * @description By the prices of that day, and never changed. A start goes by the prices of its own day; `POST /api/v1/governance/estimate` tells these. As long as `prices_hash` is the same there, no price that counts has changed.
         */
        readonly get: operations["getRevisionCertificate"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List every limit with the code that tells of it */
        readonly get: operations["listLimits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the allowed models with their prices */
        readonly get: operations["listModels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/models/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get an allowed model */
        readonly get: operations["getModel"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/node-kinds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the node kinds with their schemas */
        readonly get: operations["listNodeKinds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/node-kinds/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a node kind */
        readonly get: operations["getNodeKind"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/toolkits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the toolkits */
        readonly get: operations["listToolkits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/toolkits/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a toolkit */
        readonly get: operations["getToolkit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/tools": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the tools with their schemas */
        readonly get: operations["listTools"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/catalog/tools/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a tool */
        readonly get: operations["getTool"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List executions, newest first */
        readonly get: operations["listExecutions"];
        readonly put?: never;
        /** Start an execution */
        readonly post: operations["startExecution"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the snapshot of an execution */
        readonly get: operations["getExecution"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel an execution
         * @description One that has ended stays as it is; asking again changes nothing.
         */
        readonly post: operations["cancelExecution"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/compare/{other}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Compare two executions node run by node run
         * @description Says where they part and why: other inputs, another definition, a node that is not deterministic, a failure, an end before the end. Executions that run are compared as far as they got. At most 1,000 node runs that differ are listed, in the order in which they settled; times and costs are shown and make no difference.
         */
        readonly get: operations["getExecutionComparison"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the events of an execution, or watch them
         * @description A page of JSON, or with `Accept: text/event-stream` every event after the cursor as it is recorded, until the execution ends. An event has its sequence as `id`, its type as `event` and itself as `data`; the last one is `complete`.
         */
        readonly get: operations["listExecutionEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/nodes/{path}/io": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the output or the input of a node run
         * @description Events and the snapshot show a value of up to 8 KiB themselves, a larger one as `output_ref` or `input_ref`: `{hash, bytes, preview}`. Here both come whole. An input is that of the latest attempt; above 64 KiB it is not recorded. With `sequence` the value is that of one event of the node run.
         */
        readonly get: operations["getNodeRunValue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/rerun": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Run an ended execution again, from a node on or from where it failed
         * @description Starts a new execution of the same revision. What had completed and does not depend on what runs again is used again; the answer lists it, what runs again, and whose effects on the world are repeated.
         */
        readonly post: operations["rerunExecution"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/signals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List what an execution waits for */
        readonly get: operations["listSignals"];
        readonly put?: never;
        /**
         * Answer a signal by its name or path, opened or not
         * @description Goes to the oldest open signal of that name or at that path; where none is open, the answer is kept for the next one (202). One is kept for a place, a second one is 409.
         */
        readonly post: operations["answerSignalEarly"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/executions/{id}/signals/{signal_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Answer a signal
         * @description Once: the first answer counts, a second one is 409. 202 when another process runs the execution, which finds the answer within seconds. A timer takes null, which ends it early.
         */
        readonly post: operations["answerSignal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/governance/budget": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the organisation's budget, and what was spent of it
         * @description With the 100 keys and the 100 blueprints that have most of it in this window, and the days of this month. `limit_usd` is null where there is no limit.
         */
        readonly get: operations["getBudget"];
        /**
         * Set the organisation's budget
         * @description It counts from the next admission on, also for executions that run, survives restarts, and wins over ORG_BUDGET_USD.
         */
        readonly put: operations["replaceBudget"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/governance/estimate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say what a blueprint can cost
         * @description With the bounds that it declares; a dry run of a start says it with real inputs. No execution costs more than `max_usd`. The certificate has the formula with all that its evaluation needs.
         */
        readonly post: operations["estimateCost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/governance/models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the allowed models with their prices, and the date of the prices
         * @description Prices are null for a model that is unpriced: each of its calls costs `price_floor_usd`. Dated snapshots of a model go with it.
         */
        readonly get: operations["listPricedModels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List API keys, oldest first, revoked ones too */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /**
         * Make an API key; its text is shown this once
         * @description On a server that needs no key so far, the first key ends that: from then on every request needs one.
         */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Look at an API key */
        readonly get: operations["getKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description At once in this process, within 5 s in others. Open sockets and event streams of it are closed.
         */
        readonly delete: operations["deleteKey"];
        readonly options?: never;
        readonly head?: never;
        /** Say what an API key may spend */
        readonly patch: operations["updateKey"];
        readonly trace?: never;
    };
    readonly "/api/v1/mcp/blueprints/partial": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List partial blueprints, oldest first */
        readonly get: operations["listPartialBlueprints"];
        readonly put?: never;
        /**
         * Begin a partial blueprint
         * @description With nothing, with a node or with a document. `schema_version`, `name` and `nodes` are filled in.
         */
        readonly post: operations["createPartialBlueprint"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/mcp/blueprints/partial/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a partial blueprint and what it lacks */
        readonly get: operations["getPartialBlueprint"];
        /**
         * Change a partial blueprint
         * @description One action; `{actions}`, all of them or none; or `{blueprint}`, a document in place of the stored one. What comes out need not be sound: `diagnostics` say what it lacks.
         */
        readonly put: operations["updatePartialBlueprint"];
        readonly post?: never;
        /** Delete a partial blueprint; the blueprint that it has become stays */
        readonly delete: operations["deletePartialBlueprint"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/mcp/blueprints/partial/{id}/finalize": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a blueprint of a partial blueprint
         * @description It must compile; what keeps it from that comes all at once, and the partial blueprint stays as it is. It is finalized once: whoever comes later is told the id of the blueprint.
         */
        readonly post: operations["finalizePartialBlueprint"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/mcp/blueprints/partial/{id}/suggest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Suggest what could come next, or apply suggestions
         * @description Made by rules that look at types, always the same for the same document, the likeliest first. Nothing changes without `?commit=true`; with it, the suggestions of `apply` (default: the first) are applied under the lock.
         */
        readonly post: operations["suggestPartialEdits"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/secrets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the names of secrets
         * @description Those that blueprints of the organisation can read as {{ secrets.NAME }}. Values are never shown.
         */
        readonly get: operations["listSecrets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/secrets/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Set a secret
         * @description In the place of an earlier value. Calls that begin from now on use it, also those of executions under way.
         */
        readonly put: operations["replaceSecret"];
        readonly post?: never;
        /** Remove a secret */
        readonly delete: operations["deleteSecret"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/stream-tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a short-lived token that may only watch
         * @description For `hello {token}` on a socket, and as `Authorization: Bearer` where events are read. It ends with its time or with its key, whichever is first.
         */
        readonly post: operations["createStreamToken"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell that the process lives */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the metrics of this process for Prometheus
         * @description Text of all organisations together; labels have few values, and no ids.
         */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mock-bin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the bins that were posted to */
        readonly get: operations["listMockBins"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mock-bin/{bin}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List what was posted to a bin */
        readonly get: operations["listMockBinEntries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/problems": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List every code that iceOS raises */
        readonly get: operations["listProblems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/problems/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Explain a code */
        readonly get: operations["getProblem"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell whether the process can do its work */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        readonly AgentAnswer: {
            readonly text: string;
            readonly tool_calls: readonly {
                readonly id: string;
                readonly name: string;
                /** @description JSON as the model wrote it. */
                readonly arguments: string;
            }[];
        };
        readonly AgentNode: {
            /** @constant */
            readonly type: "agent";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly model: string;
            /** @description What the agent is to do and how; may hold expressions. */
            readonly instructions: string;
            /** @description What it works on; its texts may hold expressions. */
            readonly input: components["schemas"]["JsonValue"];
            /** @description All that it may call: names of tools, and blueprints by id or revision. Empty = none. */
            readonly tools: readonly string[];
            /** @description The most turns. */
            readonly max_iterations: number;
            /** @description Of one turn. */
            readonly max_output_tokens: number;
            /** @description The most calls in one turn. Default 4. */
            readonly max_tool_calls?: number;
            /** @description More of a tool’s output than this is visibly cut. Default 2,000. */
            readonly max_tool_output_tokens?: number;
            /** @description What the agent remembers: within the execution, or under a key (text, may hold expressions) beyond it. */
            readonly memory?: {
                /** @enum {string} */
                readonly scope: "execution" | "key";
                readonly key?: string;
            };
        };
        readonly Answered: {
            readonly execution_id: string;
            readonly signal_id?: string;
            /**
             * @description `applied`: the journal has it. `kept`: for the next signal at this place. `accepted`: the process that runs the execution finds it.
             * @enum {unknown}
             */
            readonly status: "applied" | "kept" | "accepted";
        };
        readonly AnsweredFailureDto: {
            /**
             * @description Readable as `runs.<id>.failure.code`; retries and handlers match it.
             * @example rejected
             */
            readonly code: string;
            /** @example The picture is missing. */
            readonly message: string;
        };
        readonly ApiKey: {
            readonly id: string;
            readonly name: string;
            readonly scopes: readonly ("read" | "author" | "run" | "admin")[];
            /** @description What it may spend in a window; null = no limit of its own. */
            readonly budget_usd: string | null;
            /** Format: date-time */
            readonly created_at: string;
            /** @description The key that made it; null where none was needed. */
            readonly created_by: string | null;
            /** Format: date-time */
            readonly expires_at: string | null;
            /** Format: date-time */
            readonly revoked_at: string | null;
        };
        readonly AttemptLateEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "attempt.late";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly ok: boolean;
                readonly usage: components["schemas"]["Usage"];
            };
        };
        readonly AuditRecord: {
            readonly id: string;
            /** Format: date-time */
            readonly at: string;
            /** @description The code of the organisation, as it stands in its ids. */
            readonly tenant: string;
            /** @description The key with which it was done; null where none was needed. */
            readonly key_id: string | null;
            /** @enum {unknown} */
            readonly action: "blueprint.created" | "blueprint.changed" | "blueprint.deleted" | "blueprint.finalized" | "execution.started" | "execution.cancelled" | "execution.rerun" | "signal.answered" | "budget.changed" | "budget.raised" | "key.created" | "key.changed" | "key.revoked" | "secret.set" | "secret.removed";
            /** @description What it was done to: an id, or the name of what has none. */
            readonly target: string;
            /** @description Small facts. No inputs, no secrets. */
            readonly detail?: Record<string, never>;
        };
        readonly Block: {
            readonly nodes: readonly components["schemas"]["BlueprintNode"][];
            readonly output?: components["schemas"]["JsonValue"];
        };
        /** iceOS blueprint */
        readonly Blueprint: {
            /** @constant */
            readonly schema_version: "1.0";
            readonly name: string;
            readonly title?: string;
            readonly description?: string;
            readonly tags?: readonly string[];
            /** @description Free; the canvas keeps positions in metadata.studio. */
            readonly metadata?: {
                readonly tags?: readonly string[] | {
                    readonly [key: string]: string;
                };
            } & {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Name to JSON Schema; an input without a default is required. */
            readonly inputs?: {
                readonly [key: string]: boolean | {
                    readonly [key: string]: components["schemas"]["JsonValue"];
                };
            };
            /** @description Name to expression. */
            readonly outputs?: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly budget_usd?: number;
            /** @enum {string} */
            readonly on_budget?: "pause" | "fail";
            readonly max_concurrency?: number;
            readonly timeout_s?: number;
            /** @description What watches the execution after every event: a condition, what is done when it holds, and what is told. */
            readonly monitors?: readonly {
                readonly when: string;
                /** @enum {string} */
                readonly action: "alert" | "pause" | "cancel";
                readonly message: string;
            }[];
            readonly nodes: readonly components["schemas"]["BlueprintNode"][];
            /** @description Runs once when all else has settled, whatever the status. */
            readonly finally?: components["schemas"]["Block"];
        };
        readonly BlueprintDiff: {
            /** @description Null before the first revision: then everything is new. */
            readonly from: string | null;
            readonly to: string;
            /** @description Fields of the document itself. */
            readonly document: readonly components["schemas"]["FieldChange"][];
            readonly nodes: readonly components["schemas"]["NodeChange"][];
            readonly counts: {
                readonly added: number;
                readonly removed: number;
                readonly changed: number;
                readonly moved: number;
            };
            /** @description True when there was more to tell than one answer holds. */
            readonly truncated: boolean;
        };
        readonly BlueprintFacts: {
            readonly id: string;
            readonly version_lock: string;
            readonly revision: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly BlueprintGraph: {
            /** @description A Mermaid flowchart. */
            readonly mermaid: string;
            /** @description By id: where a node may be drawn, in whole pixels. */
            readonly positions: {
                readonly [key: string]: {
                    readonly x: number;
                    readonly y: number;
                    readonly width: number;
                    readonly height: number;
                };
            };
        };
        readonly BlueprintJudgement: {
            readonly ok: boolean;
            readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
            /** @description Null unless the blueprint is sound. */
            readonly revision: string | null;
            /** @description What an execution can cost. Null unless the blueprint is sound. */
            readonly cost: components["schemas"]["CostBound"] | null;
            /** @description Null unless the blueprint is sound. */
            readonly capabilities: components["schemas"]["Capabilities"] | null;
            /** @description Node id to the JSON Schema of its output. Null where the document cannot be read. */
            readonly types: {
                readonly [key: string]: Record<string, never> | boolean;
            } | null;
            /** @description Null where there is nothing to draw. */
            readonly graph: components["schemas"]["BlueprintGraph"] | null;
        };
        readonly BlueprintNode: components["schemas"]["ToolNode"] | components["schemas"]["LlmNode"] | components["schemas"]["ConditionNode"] | components["schemas"]["LoopNode"] | components["schemas"]["RecursiveNode"] | components["schemas"]["ParallelNode"] | components["schemas"]["GroupNode"] | components["schemas"]["FailNode"] | components["schemas"]["AgentNode"] | components["schemas"]["WorkflowNode"] | components["schemas"]["CodeNode"] | components["schemas"]["HumanNode"] | components["schemas"]["WaitNode"] | components["schemas"]["SwarmNode"];
        /** @description Top-level fields replace those of the document, null removes one. `nodes` is merged by id: fields of a known node replace its own (null removes one), another `type` replaces the whole node, `{id, type: "__delete__"}` removes it, an unknown id is added. */
        readonly BlueprintPatch: {
            readonly nodes?: readonly ({
                readonly id: string;
            } & {
                readonly [key: string]: unknown;
            })[];
        } & {
            readonly [key: string]: unknown;
        };
        readonly BlueprintRow: {
            readonly id: string;
            readonly name: string;
            readonly title: string | null;
            readonly tags: readonly string[];
            readonly version_lock: string;
            readonly revision: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly Budget: {
            /** @description Null: no limit. */
            readonly limit_usd: string | null;
            readonly spent_usd: string;
            /** @description Promised to executions and not spent yet. */
            readonly reserved_usd: string;
            readonly available_usd: string | null;
            /** @enum {unknown} */
            readonly source: "set" | "environment" | "none";
            readonly set_at: string | null;
            /** @description The key that set it. */
            readonly set_by: string | null;
            /** @enum {unknown} */
            readonly window: "month" | "day" | "total";
            readonly window_name: string;
            readonly window_ends_at: string | null;
            /** @enum {unknown} */
            readonly mode: "expected" | "strict";
            /**
             * @description Synthetic: the money of test mode, which is made up.
             * @enum {unknown}
             */
            readonly money: "live" | "synthetic";
            readonly keys: readonly {
                readonly key_id: string;
                readonly spent_usd: string;
                readonly reserved_usd: string;
            }[];
            readonly blueprints: readonly {
                readonly blueprint_id: string;
                readonly spent_usd: string;
                readonly reserved_usd: string;
            }[];
            readonly days: readonly {
                readonly day: string;
                readonly spent_usd: string;
                readonly reserved_usd: string;
            }[];
        };
        readonly BudgetExhaustedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "budget.exhausted";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly signal: components["schemas"]["OpenSignal"];
                /** @description Whose budget: `execution`, `parent`, `organisation`, `key` or `blueprint`. */
                readonly level: string;
                /** @description The account of the ledger. */
                readonly account: string;
                /** @description Decimal string of USD. */
                readonly spent_usd: string;
                /** @description Decimal string of USD. */
                readonly reserved_usd: string;
                /** @description Decimal string of USD. */
                readonly needed_usd: string;
                /** @description Decimal string of USD. */
                readonly limit_usd: string;
            };
        };
        readonly BudgetRaisedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "budget.raised";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly budget_usd: number;
                readonly answer_id: string;
                readonly by?: string;
                readonly execution_id?: string;
            };
        };
        readonly CacheOrigin: {
            readonly execution_id: string;
            readonly path: string;
            /** Format: date-time */
            readonly at: string;
        };
        readonly Capabilities: {
            readonly tools: readonly string[];
            readonly toolkits: readonly string[];
            readonly models: readonly string[];
            /** @description What may be called; `*` = any host of the public internet. */
            readonly hosts: readonly string[];
            readonly effects: readonly ("pure" | "idempotent" | "at_most_once")[];
            /** @description It may change something outside. */
            readonly side_effects: boolean;
            /** @description It runs code of its own. */
            readonly code: boolean;
            /** @description It may wait for a person. */
            readonly human: boolean;
            /** @description By id or revision; `self` for itself. */
            readonly child_blueprints: readonly string[];
            readonly secrets: readonly string[];
        };
        readonly CatalogedProblem: {
            readonly type: string;
            readonly code: string;
            readonly title: string;
            /** @description Null for codes of events and snapshots only. */
            readonly status: number | null;
            readonly hint: string;
            readonly retryable: boolean;
        };
        readonly ChangeKeyDto: {
            /**
             * @description What it may spend in a window, in USD, above 0; null = no limit of its own.
             * @example 25
             */
            readonly budget_usd: number | null;
        };
        readonly CloneBlueprintDto: {
            /**
             * @description Default: the name with " (copy)" behind it.
             * @example greeting for the shop
             */
            readonly name?: string;
        };
        readonly CodeNode: {
            /** @constant */
            readonly type: "code";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 60), or an expression that gives them. Default 5. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @constant */
            readonly language: "javascript";
            /** @description The body of a function with `inputs` in scope that returns JSON; at most 64 KiB. No expressions. */
            readonly source: string;
            /** @description Name to value; texts may hold expressions. */
            readonly inputs?: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
        };
        readonly ConditionNode: {
            /** @constant */
            readonly type: "condition";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly expression?: boolean | string;
            readonly then?: components["schemas"]["Block"];
            readonly cases?: readonly {
                readonly when: string;
                readonly block: components["schemas"]["Block"];
            }[];
            readonly else?: components["schemas"]["Block"];
        };
        readonly CostBound: {
            readonly min_usd: string;
            readonly expected_usd: string;
            /** @description No execution costs more. */
            readonly max_usd: string;
            /** @description The most model calls. */
            readonly calls: number;
            /** @description Those that can cost something, in document order. */
            readonly nodes: readonly {
                readonly node_id: string;
                readonly pointer: string;
                readonly model?: string;
                readonly min_usd: string;
                readonly expected_usd: string;
                /** @description No execution costs more. */
                readonly max_usd: string;
                readonly calls?: number;
            }[];
            /** @description Models without a price: each call counts the floor. */
            readonly unpriced: readonly string[];
            /** Format: date */
            readonly price_book_date: string;
        };
        readonly CostCertificate: {
            /** @description All that an evaluation needs, prices and token counts included. */
            readonly formula: Record<string, never>;
            readonly values: {
                readonly min_usd: string;
                readonly expected_usd: string;
                /** @description No execution costs more. */
                readonly max_usd: string;
                readonly calls: number;
                readonly nodes: readonly {
                    readonly node_id: string;
                    readonly pointer: string;
                    readonly model?: string;
                    readonly min_usd: string;
                    readonly expected_usd: string;
                    /** @description No execution costs more. */
                    readonly max_usd: string;
                    readonly calls?: number;
                }[];
            };
            /** Format: date */
            readonly price_book_date: string;
            /** @description Of that date and of all prices in the formula: the same while these stand. */
            readonly prices_hash: string;
            readonly models: readonly {
                readonly name: string;
                /** @description Null: unpriced. */
                readonly input_usd_per_million: number | null;
                readonly output_usd_per_million: number | null;
                readonly unpriced?: boolean;
                readonly floor_usd?: string;
            }[];
        };
        readonly CostEstimate: {
            readonly cost: components["schemas"]["CostBound"];
            readonly certificate: components["schemas"]["CostCertificate"];
        };
        readonly CreateKeyDto: {
            /**
             * @description What people call it; need not be unique.
             * @example ci
             */
            readonly name: string;
            /** @description What it allows. None implies another, and none that the caller lacks can be given. */
            readonly scopes: readonly ("read" | "author" | "run" | "admin")[];
            /** @description What it may spend in a window, in USD. Default: no limit of its own. */
            readonly budget_usd?: number;
            /**
             * Format: date-time
             * @description From then on it is nobody’s. Default: never.
             */
            readonly expires_at?: string;
        };
        readonly CreatedApiKey: {
            readonly id: string;
            readonly name: string;
            readonly scopes: readonly ("read" | "author" | "run" | "admin")[];
            /** @description What it may spend in a window; null = no limit of its own. */
            readonly budget_usd: string | null;
            /** Format: date-time */
            readonly created_at: string;
            /** @description The key that made it; null where none was needed. */
            readonly created_by: string | null;
            /** Format: date-time */
            readonly expires_at: string | null;
            /** Format: date-time */
            readonly revoked_at: string | null;
            /** @description Its text. It is shown this once. */
            readonly key: string;
        };
        readonly Diagnostic: {
            /** @enum {unknown} */
            readonly code: "validation-failed" | "unknown-property" | "node-id-invalid" | "node-id-reserved" | "duplicate-node-id" | "unknown-node-type" | "unknown-dependency" | "duplicate-dependency" | "dependency-out-of-scope" | "cycle-detected" | "unknown-reference" | "reference-out-of-scope" | "secret-not-allowed" | "secret-input-invalid" | "unknown-tool" | "unknown-blueprint" | "blueprint-unsound" | "missing-argument" | "url-not-allowed" | "header-not-allowed" | "model-not-allowed" | "template-invalid" | "expression-invalid" | "regex-unsafe" | "bound-missing" | "bound-too-large" | "cost-unbounded" | "schema-invalid" | "variable-shadowed" | "nesting-too-deep" | "too-many-nodes" | "too-many-edges" | "too-many-blueprints" | "not-supported-yet" | "unused-input" | "unreachable-node" | "unknown-keyword" | "unknown-field" | "type-mismatch" | "possibly-null" | "empty-blueprint";
            /** @enum {unknown} */
            readonly severity: "error" | "warning";
            readonly message: string;
            /** @description A JSON pointer into the document; empty for the whole. */
            readonly pointer: string;
            readonly node_id: string | null;
            readonly hint?: string;
            readonly fix?: components["schemas"]["Fix"];
        };
        readonly DifferenceCause: {
            /**
             * @description `definition-differs`: the blueprints define it, or in `because` a container around it, differently. `inputs-differ`: the inputs of the executions do. `predecessor-differs`: it depends on `because`. `inner-differs`: in it, `because` was the first. `not-deterministic`: the same definition and input gave something else. `answer-differs`: what it waited for was answered differently. `child-differs`: its child executions do. `failed`: only one of them failed. `not-reached`: one was cancelled, failed elsewhere or is not there yet. `unknown`: what was recorded does not tell.
             * @enum {unknown}
             */
            readonly code: "definition-differs" | "inputs-differ" | "predecessor-differs" | "inner-differs" | "not-deterministic" | "answer-differs" | "child-differs" | "failed" | "not-reached" | "unknown";
            /** @description One sentence. */
            readonly message: string;
            /** @description Path of the node run behind it. */
            readonly because?: string;
            /** @description Where what it worked on differs; for `inputs-differ`, the inputs of the executions. */
            readonly pointers?: readonly string[];
            /** @description Child executions, left and right. */
            readonly children?: readonly string[];
            /** @description The node run; null for the execution as a whole. */
            readonly path: string | null;
        };
        readonly DifferenceReason: {
            /**
             * @description `definition-differs`: the blueprints define it, or in `because` a container around it, differently. `inputs-differ`: the inputs of the executions do. `predecessor-differs`: it depends on `because`. `inner-differs`: in it, `because` was the first. `not-deterministic`: the same definition and input gave something else. `answer-differs`: what it waited for was answered differently. `child-differs`: its child executions do. `failed`: only one of them failed. `not-reached`: one was cancelled, failed elsewhere or is not there yet. `unknown`: what was recorded does not tell.
             * @enum {unknown}
             */
            readonly code: "definition-differs" | "inputs-differ" | "predecessor-differs" | "inner-differs" | "not-deterministic" | "answer-differs" | "child-differs" | "failed" | "not-reached" | "unknown";
            /** @description One sentence. */
            readonly message: string;
            /** @description Path of the node run behind it. */
            readonly because?: string;
            /** @description Where what it worked on differs; for `inputs-differ`, the inputs of the executions. */
            readonly pointers?: readonly string[];
            /** @description Child executions, left and right. */
            readonly children?: readonly string[];
        };
        readonly DryRun: {
            /** @constant */
            readonly dry_run: true;
            /** @constant */
            readonly admitted: true;
            readonly revision: string;
            /** @description With the inputs that were sent. */
            readonly cost: components["schemas"]["CostBound"];
            /** @description What the start would reserve. */
            readonly reserve_usd: string;
        };
        readonly EarlyAnswerDto: {
            /**
             * @description Any JSON that the signal's `answer_schema` takes.
             * @example approve
             */
            readonly value?: components["schemas"]["JsonValue"];
            /** @description Ends the node run with this failure instead. */
            readonly failure?: components["schemas"]["AnsweredFailureDto"];
            /**
             * @description The `signal` of a `wait` node.
             * @example payment_received
             */
            readonly name?: string;
            /**
             * @description The path of a `human` or `wait` node run.
             * @example listings[3].approve
             */
            readonly path?: string;
        };
        readonly Execution: {
            readonly execution_id: string;
            /** @enum {string} */
            readonly status: "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled";
            readonly blueprint_id: string | null;
            readonly revision: string;
            readonly parent?: components["schemas"]["ParentLink"];
            readonly rerun?: components["schemas"]["RerunOrigin"];
            readonly failure?: components["schemas"]["Failure"];
            readonly usage: components["schemas"]["Usage"];
            /** @description Decimal string of USD. */
            readonly cost_usd: string;
            /**
             * Format: date-time
             * @description While it waits, and something will end that by itself: when that is.
             */
            readonly wakes_at?: string;
            /** @description Of the last event folded in. */
            readonly sequence: number;
            /** Format: date-time */
            readonly created_at: string;
            readonly started_at: string | null;
            readonly ended_at: string | null;
            readonly inputs: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Null until it has completed. */
            readonly outputs: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            } | null;
            readonly nodes: readonly components["schemas"]["NodeRun"][];
            readonly open_signals: readonly components["schemas"]["OpenSignal"][];
            /** @description Paths to go on with: `self`, `events`, `signals`, `cancel`, `stream`. */
            readonly links: {
                readonly [key: string]: string;
            };
            /** @description With `?include=events`. */
            readonly events?: readonly components["schemas"]["ExecutionEvent"][];
        };
        readonly ExecutionBudgetWarnedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.budget_warned";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                /** @description Decimal string of USD. */
                readonly spent_usd: string;
                readonly budget_usd: number;
            };
        };
        readonly ExecutionCancelledEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.cancelled";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly reason: string;
                readonly duration_ms: number;
            };
        };
        readonly ExecutionComparison: {
            /** @description Both came to the same: status, outputs and every node run. */
            readonly same: boolean;
            /** @description Where they part; null where they are the same. */
            readonly cause: components["schemas"]["DifferenceCause"] | null;
            readonly left: components["schemas"]["ExecutionFigures"];
            readonly right: components["schemas"]["ExecutionFigures"];
            /** @description Where the inputs differ. */
            readonly inputs: readonly string[];
            /** @description Where the outputs differ. */
            readonly outputs: readonly string[];
            readonly revision: {
                readonly same: boolean;
                readonly left: string;
                readonly right: string;
                /** @description Nodes that the two documents define differently. */
                readonly nodes: readonly {
                    readonly id: string;
                    /** @enum {unknown} */
                    readonly change: "added" | "removed" | "changed" | "moved";
                }[];
                /** @description Other fields of the document that differ. */
                readonly document: readonly string[];
            };
            /** @description In the order in which they settled; at most 1,000 that differ, and 1,000 that do not if asked for. */
            readonly nodes: readonly components["schemas"]["NodeRunComparison"][];
            readonly counts: {
                readonly same: number;
                readonly different: number;
            };
            /** @description True when not all that belong into `nodes` are there. */
            readonly truncated: boolean;
        };
        readonly ExecutionCompletedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.completed";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly outputs: {
                    readonly [key: string]: components["schemas"]["JsonValue"];
                };
                readonly duration_ms: number;
            };
        };
        readonly ExecutionEndingEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.ending";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly reason?: string;
                readonly failure?: components["schemas"]["Failure"];
            };
        };
        readonly ExecutionEvent: components["schemas"]["ExecutionQueuedEvent"] | components["schemas"]["ExecutionResumedEvent"] | components["schemas"]["ExecutionStartedEvent"] | components["schemas"]["ExecutionWaitingEvent"] | components["schemas"]["ExecutionBudgetWarnedEvent"] | components["schemas"]["BudgetExhaustedEvent"] | components["schemas"]["BudgetRaisedEvent"] | components["schemas"]["ExecutionEndingEvent"] | components["schemas"]["ExecutionCompletedEvent"] | components["schemas"]["ExecutionFailedEvent"] | components["schemas"]["ExecutionCancelledEvent"] | components["schemas"]["NodeStartedEvent"] | components["schemas"]["NodeRetryingEvent"] | components["schemas"]["NodeWaitingEvent"] | components["schemas"]["MonitorFiredEvent"] | components["schemas"]["SignalAnsweredEvent"] | components["schemas"]["NodePostponedEvent"] | components["schemas"]["NodeHandlingEvent"] | components["schemas"]["NodeCompletedEvent"] | components["schemas"]["NodeReusedEvent"] | components["schemas"]["NodeFailedEvent"] | components["schemas"]["NodeSkippedEvent"] | components["schemas"]["NodeCancelledEvent"] | components["schemas"]["AttemptLateEvent"] | components["schemas"]["MemoryRecalledEvent"] | components["schemas"]["ModelAnsweredEvent"] | components["schemas"]["ToolCalledEvent"] | components["schemas"]["ToolReturnedEvent"] | components["schemas"]["ModelRepairedEvent"] | components["schemas"]["ModelFellBackEvent"] | components["schemas"]["LogEvent"];
        readonly ExecutionFailedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.failed";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly failure: components["schemas"]["Failure"];
                readonly duration_ms: number;
            };
        };
        readonly ExecutionFigures: {
            readonly execution_id: string;
            /** @enum {unknown} */
            readonly status: "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled";
            /** @description Null until it has started and ended. */
            readonly duration_ms: number | null;
            readonly cost_usd: string;
            /** @description Code of its failure. */
            readonly failure?: string;
        };
        readonly ExecutionQueuedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.queued";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly name: string;
                readonly revision: string;
                readonly blueprint_id?: string;
                readonly inputs: {
                    readonly [key: string]: components["schemas"]["JsonValue"];
                };
                readonly tags?: readonly string[];
                /** @description What it may cost. */
                readonly budget_usd?: number;
                /** @description The key that started it, or the execution at the top above it. */
                readonly key_id?: string;
                /** @description Who runs it from now on; absent where it waits in line. */
                readonly worker?: string;
                readonly parent?: components["schemas"]["ParentLink"];
                readonly rerun?: components["schemas"]["RerunLink"];
                /** @description Revisions of the blueprints that it refers to. */
                readonly pins?: {
                    readonly [key: string]: string;
                };
            };
        };
        readonly ExecutionResumedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.resumed";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly worker: string;
                readonly fence: number;
                readonly crashes: number;
            };
        };
        readonly ExecutionRow: {
            readonly execution_id: string;
            /** @enum {string} */
            readonly status: "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled";
            readonly blueprint_id: string | null;
            readonly revision: string;
            readonly parent?: components["schemas"]["ParentLink"];
            readonly rerun?: components["schemas"]["RerunOrigin"];
            readonly failure?: components["schemas"]["Failure"];
            readonly usage: components["schemas"]["Usage"];
            /** @description Decimal string of USD. */
            readonly cost_usd: string;
            /**
             * Format: date-time
             * @description While it waits, and something will end that by itself: when that is.
             */
            readonly wakes_at?: string;
            /** @description Of the last event folded in. */
            readonly sequence: number;
            /** Format: date-time */
            readonly created_at: string;
            readonly started_at: string | null;
            readonly ended_at: string | null;
            readonly name: string;
            readonly tags: readonly string[];
            /** @description What it may cost by now. */
            readonly budget_usd?: number;
            /** @description The key that started it. */
            readonly key_id?: string;
            /** @description Paths to go on with: `self`, `events`, `signals`, `cancel`, `stream`. */
            readonly links: {
                readonly [key: string]: string;
            };
        };
        readonly ExecutionStartedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.started";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly worker?: string;
            };
        };
        readonly ExecutionWaitingEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "execution.waiting";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly wakes_at: string | null;
            };
        };
        readonly FailNode: {
            /** @constant */
            readonly type: "fail";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly code: string;
            readonly message: string;
        };
        readonly Failure: {
            /** @description Kebab-case for failures of the engine; tools and `fail` nodes may name their own. */
            readonly code: string;
            readonly message: string;
            readonly retryable: boolean;
            readonly retry_after_ms?: number;
            /** @description The node run in which it began; absent where that is the carrier. */
            readonly path?: string;
            readonly evidence?: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly cause?: components["schemas"]["Failure"];
        };
        readonly FieldChange: {
            /** @description From the document, or from the node. */
            readonly pointer: string;
            /** @description Absent where the place is new. */
            readonly before?: unknown;
            /** @description Absent where the place is gone. */
            readonly after?: unknown;
            /**
             * @description A value was too long: what was is a piece of its text.
             * @constant
             */
            readonly cut?: true;
        };
        readonly FinalizedBlueprint: components["schemas"]["BlueprintFacts"] & {
            /** @description By the prices of when the revision was stored first; null where it could not be worked out then. */
            readonly certificate: components["schemas"]["CostCertificate"] | null;
        };
        readonly Fix: {
            readonly title: string;
            /** @description A JSON Patch. */
            readonly patch: readonly {
                /** @enum {unknown} */
                readonly op: "add" | "remove" | "replace" | "move" | "copy" | "test";
                readonly path: string;
            }[];
        };
        readonly GroupNode: {
            /** @constant */
            readonly type: "group";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly nodes: readonly components["schemas"]["BlueprintNode"][];
            readonly output?: components["schemas"]["JsonValue"];
        };
        readonly Health: {
            /** @constant */
            readonly status: "ok";
        };
        readonly HumanNode: {
            /** @constant */
            readonly type: "human";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description What the person is asked; may hold expressions. */
            readonly prompt: string;
            /**
             * @description The answer is "approve" or "reject", one of `choices`, or JSON that fits `answer_schema`.
             * @enum {string}
             */
            readonly approval: "approve_reject" | "choice" | "input";
            readonly choices?: readonly string[];
            /** @description Judges the answer. Default: any JSON. */
            readonly answer_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Without an answer in time: a failure (the default), or this value as the answer. */
            readonly on_timeout?: "fail" | {
                readonly value: components["schemas"]["JsonValue"];
            };
            /** @description Who is to answer; may hold expressions. */
            readonly assignee?: string;
        };
        readonly JsonValue: components["schemas"]["__schema0"];
        readonly Limit: {
            readonly name: string;
            readonly value: number;
            readonly unit: string;
            readonly code: string;
        };
        readonly LlmNode: {
            /** @constant */
            readonly type: "llm";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly model: string;
            readonly prompt?: string;
            readonly messages?: readonly {
                /** @enum {string} */
                readonly role: "system" | "user" | "assistant";
                readonly content: string;
            }[];
            readonly system?: string;
            readonly temperature?: number;
            readonly max_output_tokens: number;
            readonly max_input_tokens?: number;
            readonly repair_attempts?: number;
            readonly fallback_models?: readonly string[];
        };
        readonly LogEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "log";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                /** @enum {string} */
                readonly level: "debug" | "info" | "warn" | "error";
                readonly message: string;
                readonly fields?: {
                    readonly [key: string]: components["schemas"]["JsonValue"];
                };
            };
        };
        readonly LoopNode: {
            /** @constant */
            readonly type: "loop";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly items: string | readonly components["schemas"]["JsonValue"][];
            readonly item_var: string;
            readonly concurrency?: number | string;
            readonly max_items?: number;
            readonly expected_items?: number;
            readonly tolerate_failures?: number | string;
            readonly body: components["schemas"]["Block"];
        };
        readonly MemoryRecalledEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "memory.recalled";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly output?: components["schemas"]["JsonValue"];
                readonly output_ref?: components["schemas"]["PayloadRef"];
            };
        };
        readonly MockBin: {
            readonly bin: string;
            readonly entries: number;
        };
        readonly MockBinEntry: {
            readonly bin: string;
            readonly index: number;
            readonly listing_id: string;
            /** Format: date-time */
            readonly received_at: string;
            readonly idempotency_key: string | null;
            readonly payload: unknown;
        };
        readonly Model: {
            readonly name: string;
            readonly provider: string;
            readonly context_tokens: number | null;
            readonly input_usd_per_million: string | null;
            readonly output_usd_per_million: string | null;
        };
        readonly ModelAnsweredEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "model.answered";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                /** @description Counts from 0, over all attempts. */
                readonly turn: number;
                readonly model: string;
                readonly output?: components["schemas"]["AgentAnswer"];
                readonly output_ref?: components["schemas"]["PayloadRef"];
                /** @enum {string} */
                readonly finish_reason: "stop" | "length" | "content-filter" | "refusal";
                readonly usage: components["schemas"]["Usage"];
            };
        };
        readonly ModelFellBackEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "model.fell_back";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly from: string;
                readonly to: string;
                readonly failure: components["schemas"]["Failure"];
            };
        };
        readonly ModelRepairedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "model.repaired";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly model: string;
                readonly problems: readonly string[];
            };
        };
        readonly MonitorFiredEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "monitor.fired";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly monitor: number;
                /** @enum {string} */
                readonly action: "alert" | "pause" | "cancel";
                readonly message: string;
                readonly signal?: components["schemas"]["OpenSignal"];
            };
        };
        readonly NodeCancelledEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.cancelled";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly reason: string;
            };
        };
        readonly NodeChange: {
            readonly id: string;
            /** @enum {unknown} */
            readonly change: "added" | "removed" | "changed" | "moved";
            /** @description Where it stands in the older document. */
            readonly pointer_from?: string;
            /** @description Where it stands in the newer document. */
            readonly pointer_to?: string;
            /**
             * @description A changed node that moved as well.
             * @constant
             */
            readonly moved?: true;
            readonly fields: readonly components["schemas"]["FieldChange"][];
        };
        readonly NodeCompletedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.completed";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly output?: components["schemas"]["JsonValue"];
                readonly output_ref?: components["schemas"]["PayloadRef"];
                readonly duration_ms: number;
                readonly usage?: components["schemas"]["Usage"];
                readonly recovered?: {
                    /** @enum {string} */
                    readonly by: "fallback" | "handle";
                    readonly failure: components["schemas"]["Failure"];
                };
                /** @enum {string} */
                readonly quality?: "clean" | "repaired" | "degraded";
                readonly cached?: components["schemas"]["CacheOrigin"];
            };
        };
        readonly NodeFailedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.failed";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly failure: components["schemas"]["Failure"];
                readonly duration_ms: number;
                readonly continued?: boolean;
                readonly usage?: components["schemas"]["Usage"];
            };
        };
        readonly NodeHandlingEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.handling";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly failure: components["schemas"]["Failure"];
                readonly usage?: components["schemas"]["Usage"];
            };
        };
        readonly NodeKind: {
            readonly name: string;
            readonly description: string;
            readonly container: boolean;
            readonly ports: {
                readonly inputs: readonly {
                    readonly name: string;
                    readonly form: string;
                    readonly required: boolean;
                }[];
                readonly outputs: readonly {
                    readonly name: string;
                    readonly description: string;
                }[];
            };
            readonly defaults: Record<string, never>;
            readonly example: Record<string, never>;
            readonly schema: Record<string, never>;
        };
        readonly NodePostponedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.postponed";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                /** @constant */
                readonly reason: "budget";
            };
        };
        readonly NodeRetryingEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.retrying";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly failure: components["schemas"]["Failure"];
                readonly delay_ms: number;
                readonly next_attempt: number;
                readonly usage?: components["schemas"]["Usage"];
            };
        };
        readonly NodeReusedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.reused";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly output?: components["schemas"]["JsonValue"];
                readonly output_ref?: components["schemas"]["PayloadRef"];
                readonly execution_id: string;
            };
        };
        readonly NodeRun: {
            readonly path: string;
            readonly node_id: string;
            /** @enum {string} */
            readonly status: "pending" | "running" | "waiting" | "completed" | "failed" | "skipped" | "cancelled";
            readonly attempts: number;
            readonly output?: components["schemas"]["JsonValue"];
            readonly output_ref?: components["schemas"]["PayloadRef"];
            readonly cached?: components["schemas"]["CacheOrigin"];
            readonly failure?: components["schemas"]["Failure"];
            readonly usage?: components["schemas"]["Usage"];
            /** @description The execution whose result was used again. */
            readonly reused_from?: string;
            readonly child_execution_id?: string;
            readonly started_at: string | null;
            readonly ended_at: string | null;
        };
        readonly NodeRunComparison: {
            readonly path: string;
            readonly node_id: string;
            /** @description Null where there is no such node run. */
            readonly left: components["schemas"]["NodeRunFigures"] | null;
            /** @description Null where there is no such node run. */
            readonly right: components["schemas"]["NodeRunFigures"] | null;
            /** @enum {unknown} */
            readonly output: "same" | "differs" | "left_only" | "right_only" | "none";
            /** @description Where the outputs differ; none for large ones, which are compared by their hashes. */
            readonly pointers: readonly string[];
            /** @description Null for one that does not differ. */
            readonly reason: components["schemas"]["DifferenceReason"] | null;
        };
        readonly NodeRunFigures: {
            /** @enum {unknown} */
            readonly status: "pending" | "running" | "waiting" | "completed" | "failed" | "skipped" | "cancelled";
            readonly attempts: number;
            /** @description Null until it has started and ended. */
            readonly duration_ms: number | null;
            readonly cost_usd: string;
            /** @description Code of its failure. */
            readonly failure?: string;
        };
        readonly NodeSkippedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.skipped";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                /** @enum {string} */
                readonly reason: "when-false" | "predecessors-skipped" | "predecessor-failed" | "branch-not-taken";
                readonly because?: string;
            };
        };
        readonly NodeStartedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.started";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly kind: string;
                readonly input?: components["schemas"]["JsonValue"];
                readonly input_ref?: components["schemas"]["PayloadRef"];
            };
        };
        readonly NodeWaitingEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "node.waiting";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly signal: components["schemas"]["OpenSignal"];
            };
        };
        readonly OpenSignal: {
            readonly signal_id: string;
            /** @enum {string} */
            readonly kind: "human" | "signal" | "timer" | "workflow" | "pause" | "budget";
            /** @description The node run that waits. */
            readonly path: string;
            /** @description Of a `signal`: it may be answered under this name too. */
            readonly name?: string;
            readonly prompt?: string;
            readonly assignee?: string;
            readonly choices?: readonly string[];
            /** @description A JSON Schema that judges the value of an answer; absent: any JSON. */
            readonly answer_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Of a `workflow`: what is waited for. */
            readonly child_execution_id?: string;
            readonly expires_at: string | null;
        };
        readonly ParallelNode: {
            /** @constant */
            readonly type: "parallel";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly branches: {
                readonly [key: string]: components["schemas"]["Block"];
            };
            readonly join?: ("all" | "any") | {
                readonly at_least: number;
            };
            readonly concurrency?: number | string;
        };
        readonly ParentLink: {
            readonly execution_id: string;
            readonly path: string;
            readonly depth: number;
            readonly root_execution_id?: string;
        };
        readonly PartialAction: {
            /** @constant */
            readonly action: "add_node";
            /** @description The node. Without an id it gets one. */
            readonly node: {
                readonly [key: string]: unknown;
            };
            /** @description A container’s id, a block such as `listings.body`, or the pointer of a block. */
            readonly parent?: string;
        } | {
            /** @constant */
            readonly action: "update_node";
            readonly node_id: string;
            readonly values: {
                readonly [key: string]: unknown;
            };
        } | {
            /** @constant */
            readonly action: "remove_node";
            readonly node_id: string;
        } | {
            /** @constant */
            readonly action: "connect";
            /** @description What is read, e.g. `nodes.load.rows`. */
            readonly from: string;
            /** @description Where it goes, e.g. `summary.tool_args.results` or `/nodes/1/tool_args/results`. */
            readonly to: string;
        } | {
            /** @constant */
            readonly action: "set";
            readonly values: {
                readonly [key: string]: unknown;
            };
        };
        /** Several actions, all or none */
        readonly PartialActions: {
            readonly actions: readonly components["schemas"]["PartialAction"][];
        };
        readonly PartialBlueprint: {
            readonly id: string;
            readonly version_lock: string;
            /** @description A blueprint document, which may be half finished: only its top-level fields are judged, by their names. */
            readonly blueprint: {
                readonly [key: string]: unknown;
            };
            readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
            readonly pending_inputs: readonly components["schemas"]["PendingInput"][];
            readonly cost?: components["schemas"]["CostBound"];
            /** @description The blueprint that it has become. It cannot be changed any more. */
            readonly finalized_as?: string;
        };
        /** @description Nothing, the first node, or a document. */
        readonly PartialCreation: Record<string, never> | {
            readonly node: {
                readonly [key: string]: unknown;
            };
        } | components["schemas"]["PartialDocument"];
        /** A document */
        readonly PartialDocument: {
            /** @description A blueprint document, which may be half finished: only its top-level fields are judged, by their names. */
            readonly blueprint: {
                readonly [key: string]: unknown;
            };
        };
        readonly PartialRow: {
            readonly id: string;
            readonly name: string | null;
            readonly title: string | null;
            readonly version_lock: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** @description The blueprint that it has become. It cannot be changed any more. */
            readonly finalized_as?: string;
        };
        readonly PartialUpdate: components["schemas"]["PartialAction"] | components["schemas"]["PartialActions"] | components["schemas"]["PartialDocument"];
        /** @description Stands for a large value. */
        readonly PayloadRef: {
            readonly hash: string;
            readonly bytes: number;
            readonly preview: string;
        };
        readonly PendingInput: {
            /** @description Empty where the document itself lacks it, or the node has no id. */
            readonly node_id: string;
            /** @description Where it is to stand. */
            readonly pointer: string;
            readonly name: string;
            readonly required: boolean;
            /** @description A JSON Schema. */
            readonly schema: Record<string, never> | boolean;
            /** @description What fits, best first. */
            readonly candidates: readonly {
                readonly expression: string;
                readonly schema: Record<string, never>;
                readonly score: number;
            }[];
        };
        readonly PricedModelList: {
            readonly data: readonly components["schemas"]["Model"][];
            readonly next_cursor: null;
            readonly has_more: boolean;
            /** Format: date */
            readonly price_book_date: string;
            /** @description What a call of a model without a price costs. */
            readonly price_floor_usd: string;
        };
        readonly Problem: {
            /** Format: uri-reference */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** Format: uri-reference */
            readonly instance: string;
            readonly code: string;
            readonly errors: readonly components["schemas"]["ProblemError"][];
            readonly hint: string;
            readonly retryable: boolean;
            readonly retry_after_s?: number;
            readonly request_id: string;
        } & {
            readonly [key: string]: unknown;
        };
        readonly ProblemError: {
            /** @description A JSON pointer into the document; empty for the whole. */
            readonly pointer: string;
            readonly code: string;
            readonly detail: string;
            readonly node_id?: string;
            readonly hint?: string;
            readonly fix?: components["schemas"]["Fix"];
        };
        readonly PutSecretDto: {
            /** @description At least 8 characters, at most 64 KiB. It is kept encrypted and never shown again. */
            readonly value: string;
        };
        readonly Readiness: {
            /** @constant */
            readonly ready: true;
            readonly checks: {
                readonly [key: string]: {
                    readonly ok: boolean;
                    readonly duration_ms: number;
                    readonly detail?: string;
                };
            };
        };
        readonly RecursiveNode: {
            /** @constant */
            readonly type: "recursive";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly state: components["schemas"]["JsonValue"];
            readonly state_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly body: components["schemas"]["Block"];
            readonly until: string;
            readonly max_iterations: number;
            /** @enum {string} */
            readonly on_limit?: "fail" | "continue";
        };
        readonly Rerun: {
            readonly execution_id: string;
            readonly status: string;
            readonly parent_execution_id: string;
            /** @description Paths of node runs that are used again. */
            readonly reused_nodes: readonly string[];
            /** @description Paths of node runs that had begun, and begin anew. */
            readonly nodes_to_run_again: readonly string[];
            /** @description Of those that run again: whose effect on the world is repeated. */
            readonly repeated_effects: readonly {
                readonly path: string;
                /** @enum {unknown} */
                readonly effect: "idempotent" | "at_most_once";
            }[];
            readonly links: {
                readonly [key: string]: string;
            };
        };
        readonly RerunDto: {
            /**
             * @description Path of a node run: it and all that depends on it run again. Default: what had not completed.
             * @example listings[3].copy
             */
            readonly from_node?: string;
            /** @description Inputs with another value than before. What reads them runs again. */
            readonly input_overrides?: {
                readonly [key: string]: unknown;
            };
            /**
             * @description `none` runs everything again, which is also what `{}` does with an execution that completed.
             * @default upstream
             * @enum {string}
             */
            readonly reuse?: "upstream" | "none";
            /**
             * @description Outputs by path of node runs whose outcome is known to you, such as those that ended as `outcome-unknown`: they do not run again.
             * @example {
             *       "charge": {
             *         "receipt": "R-1017"
             *       }
             *     }
             */
            readonly outputs?: {
                readonly [key: string]: unknown;
            };
        };
        readonly RerunLink: {
            readonly execution_id: string;
            readonly from_node?: string;
            /** @enum {string} */
            readonly reuse: "upstream" | "none";
            readonly secret_inputs?: readonly string[];
            readonly outputs?: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
        };
        readonly RerunOrigin: {
            readonly execution_id: string;
            readonly from_node?: string;
            /** @enum {string} */
            readonly reuse: "upstream" | "none";
            readonly secret_inputs?: readonly string[];
        };
        readonly RetryPolicy: {
            readonly on?: "*" | readonly string[];
            readonly max_attempts: number;
            /** @enum {string} */
            readonly backoff?: "fixed" | "linear" | "exponential";
            readonly initial_ms?: number;
            readonly max_ms?: number;
            readonly jitter?: boolean;
        };
        readonly RevisionCertificate: {
            readonly revision: string;
            /** @description By the prices of when the revision was stored first; null where it could not be worked out then. */
            readonly certificate: components["schemas"]["CostCertificate"] | null;
        };
        readonly RevisionRow: {
            /** @description Position in the history of the blueprint. */
            readonly number: number;
            readonly revision: string;
            /** Format: date-time */
            readonly created_at: string;
            /** @description On the current revision only. */
            readonly version_lock?: string;
        };
        readonly Secret: {
            readonly name: string;
            /**
             * @description stored: set by PUT, and wins. environment: set by the operator with ICE_SECRET_<NAME>.
             * @enum {unknown}
             */
            readonly source: "stored" | "environment";
            /**
             * Format: date-time
             * @description Null for one of the environment.
             */
            readonly updated_at: string | null;
        };
        readonly SetBudgetDto: {
            /**
             * @description USD in one window; null: no limit; 0: nothing that costs money starts.
             * @example 25
             */
            readonly limit_usd: number | null;
        };
        readonly SignalAnswerDto: {
            /**
             * @description Any JSON that the signal's `answer_schema` takes.
             * @example approve
             */
            readonly value?: components["schemas"]["JsonValue"];
            /** @description Ends the node run with this failure instead. */
            readonly failure?: components["schemas"]["AnsweredFailureDto"];
        };
        readonly SignalAnsweredEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "signal.answered";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly signal_id: string;
                readonly answer_id: string;
                readonly by?: string;
            };
        };
        readonly StartExecutionDto: {
            /** @description Runs the current revision of a stored blueprint. */
            readonly blueprint_id?: string;
            /**
             * @description Runs exactly this revision.
             * @example sha256:…
             */
            readonly revision?: string;
            /** @description Runs this document. */
            readonly blueprint?: {
                readonly [key: string]: unknown;
            };
            /**
             * @description By name. Those that the blueprint declares as `writeOnly` are kept encrypted and never shown.
             * @default {}
             */
            readonly inputs?: {
                readonly [key: string]: unknown;
            };
            /** @description What this execution may cost, in USD; wins over the blueprint. */
            readonly budget_usd?: number;
            readonly tags?: readonly string[];
            /**
             * @description Runs every step of admission and starts nothing.
             * @default false
             */
            readonly dry_run?: boolean;
        };
        readonly StartedExecution: {
            readonly execution_id: string;
            /** @enum {unknown} */
            readonly status: "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled";
            /** @description Paths to go on with: `self`, `events`, `signals`, `cancel`, `stream`. */
            readonly links: {
                readonly [key: string]: string;
            };
        };
        readonly StreamToken: {
            readonly token: string;
            /** Format: date-time */
            readonly expires_at: string;
        };
        readonly StreamTokenDto: {
            /** @description The one execution that may be watched. Default: any of the organisation. */
            readonly execution_id?: string;
            /** @default 300 */
            readonly ttl_s?: number;
        };
        readonly Suggestion: {
            readonly id: string;
            /** @enum {unknown} */
            readonly type: "tool" | "llm" | "loop" | "condition" | "parallel" | "output" | "input" | "wire" | "fix";
            readonly reason: string;
            readonly confidence: number;
            /** @description A JSON Patch of the document. */
            readonly patch: readonly {
                /** @enum {unknown} */
                readonly op: "add" | "replace" | "remove";
                readonly path: string;
                readonly value?: unknown;
            }[];
        };
        readonly SuggestionChoice: {
            /** @description Ids of suggestions; with commit=true only. */
            readonly apply?: readonly string[];
        };
        readonly SuggestionList: {
            readonly suggestions: readonly components["schemas"]["Suggestion"][];
        };
        readonly SwarmNode: {
            /** @constant */
            readonly type: "swarm";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly agents: readonly {
                /** @description Unique in the swarm, and the id of no node; `votes` are told by it. */
                readonly role: string;
                readonly model: string;
                /** @description May hold expressions. */
                readonly instructions: string;
                /** @description Of one round. */
                readonly max_output_tokens: number;
            }[];
            /**
             * @description Agree; let the first agent lead and decide; or take the answer of the highest stated confidence.
             * @enum {string}
             */
            readonly strategy: "consensus" | "hierarchical" | "marketplace";
            readonly max_rounds: number;
            /** @description consensus: the share of agents that must agree. marketplace: the confidence that ends the rounds early. */
            readonly threshold?: number;
        };
        readonly Tool: {
            readonly name: string;
            readonly toolkit: string;
            readonly description: string;
            /** @enum {unknown} */
            readonly effect: "pure" | "idempotent" | "at_most_once";
            /** @description What may be called; `*` = any host of the public internet. */
            readonly hosts: readonly string[];
            /** @description JSON pointers of arguments for credentials: show them masked. */
            readonly secrets: readonly string[];
            readonly ports: {
                readonly inputs: readonly {
                    readonly name: string;
                    readonly required: boolean;
                    readonly description: string | null;
                    /** @description A JSON Schema. */
                    readonly schema: Record<string, never> | boolean;
                    readonly secret: boolean;
                    readonly default?: unknown;
                }[];
                readonly outputs: readonly {
                    readonly name: string;
                    readonly required: boolean;
                    readonly description: string | null;
                    /** @description A JSON Schema. */
                    readonly schema: Record<string, never> | boolean;
                }[];
            };
            readonly defaults: {
                /** @description Null = one attempt. */
                readonly retry: Record<string, never> | null;
                readonly timeout_s: number | null;
            };
            /** @description A JSON Schema. */
            readonly input: Record<string, never> | boolean;
            /** @description A JSON Schema. */
            readonly output: Record<string, never> | boolean;
            readonly examples: readonly {
                readonly input: unknown;
                readonly output: unknown;
            }[];
        };
        readonly ToolCalledEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "tool.called";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly turn: number;
                /** @description Counts the calls of the turn from 0. */
                readonly call: number;
                readonly tool: string;
                readonly input?: components["schemas"]["JsonValue"];
                readonly input_ref?: components["schemas"]["PayloadRef"];
                readonly child_execution_id?: string;
            };
        };
        readonly ToolNode: {
            /** @constant */
            readonly type: "tool";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly tool_name: string;
            readonly tool_args?: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
        };
        readonly ToolReturnedEvent: {
            /** @description Without gaps within an execution. */
            readonly sequence: number;
            /** @constant */
            readonly type: "tool.returned";
            /**
             * Format: date-time
             * @description RFC 3339, UTC, milliseconds. Never goes back within an execution.
             */
            readonly at: string;
            readonly execution_id: string;
            /** @description The node run; absent on events of the execution itself. */
            readonly path?: string;
            readonly node_id?: string;
            readonly attempt?: number;
            readonly data: {
                readonly turn: number;
                /** @description Counts the calls of the turn from 0. */
                readonly call: number;
                readonly tool: string;
                readonly ok: boolean;
                readonly output?: string;
                readonly output_ref?: components["schemas"]["PayloadRef"];
                readonly duration_ms: number;
                readonly usage?: components["schemas"]["Usage"];
            };
        };
        readonly Toolkit: {
            readonly name: string;
            readonly description: string;
            readonly tools: readonly string[];
            readonly effects: readonly ("pure" | "idempotent" | "at_most_once")[];
            /** @description What may be called; `*` = any host of the public internet. */
            readonly hosts: readonly string[];
        };
        readonly Usage: {
            readonly input_tokens: number;
            readonly output_tokens: number;
            readonly cache_read_tokens?: number;
            readonly cache_write_tokens?: number;
            readonly reasoning_tokens?: number;
            /** @description Decimal string of USD. */
            readonly cost_usd: string;
            /** @description `provider/name` of the model that answered; absent on sums. */
            readonly model?: string;
            /** @description True where the provider gave no count. */
            readonly estimated?: boolean;
        };
        readonly WaitNode: {
            /** @constant */
            readonly type: "wait";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly for_s?: number | string;
            /** @description A time as RFC 3339 writes it, or text with expressions that gives one. */
            readonly until?: string;
            /** @description The name under which the signal is sent. */
            readonly signal?: string;
            /** @description Judges the answer. Default: any JSON. */
            readonly answer_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Without an answer in time: a failure (the default), or this value as the answer. */
            readonly on_timeout?: "fail" | {
                readonly value: components["schemas"]["JsonValue"];
            };
        };
        readonly WorkflowNode: {
            /** @constant */
            readonly type: "workflow";
            /** @description Unique in the whole document; a name in expressions. */
            readonly id: string;
            readonly title?: string;
            readonly description?: string;
            readonly dependencies?: readonly string[];
            readonly when?: string;
            readonly retry?: components["schemas"]["RetryPolicy"] | readonly components["schemas"]["RetryPolicy"][];
            /** @description Seconds (at most 7 days), or an expression that gives them. */
            readonly timeout_s?: number | string;
            readonly on_error?: ("fail" | "continue") | {
                readonly fallback: components["schemas"]["JsonValue"];
            } | {
                readonly handle: components["schemas"]["Block"];
            };
            /** @enum {string} */
            readonly join?: "all" | "any" | "all_settled" | "none_failed" | "all_completed";
            readonly cache?: {
                readonly ttl_s: number;
                /** @enum {string} */
                readonly scope?: "blueprint" | "organisation";
            };
            /** @enum {string} */
            readonly effect?: "pure" | "idempotent" | "at_most_once";
            readonly input_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            readonly output_schema?: boolean | {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description The id of a stored blueprint, which stands for its revision of the moment when an execution starts; a revision; or "self". */
            readonly blueprint: string;
            /** @description Name to value, for the inputs of that blueprint; texts may hold expressions. */
            readonly inputs?: {
                readonly [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description How deep child executions may nest. Default 8. */
            readonly max_depth?: number;
        };
        readonly __schema0: JsonValue;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    readonly listAuditRecords: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
                readonly action?: "blueprint.created" | "blueprint.changed" | "blueprint.deleted" | "blueprint.finalized" | "execution.started" | "execution.cancelled" | "execution.rerun" | "signal.answered" | "budget.changed" | "budget.raised" | "key.created" | "key.changed" | "key.revoked" | "secret.set" | "secret.removed";
                /** @description An id, or the name of what has none. */
                readonly target?: string;
                /** @description The key with which it was done. */
                readonly key_id?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "au_01JD2X8Q4N00000K3R5M7P0W1B",
                     *           "at": "2026-11-26T09:30:00.000Z",
                     *           "tenant": "00000",
                     *           "key_id": "key_01JD2X8Q4N00000K3R5M7P0W1C",
                     *           "action": "blueprint.finalized",
                     *           "target": "bp_01JD2X8Q4N00000K3R5M7P0W1D",
                     *           "detail": {
                     *             "partial_id": "pbp_01JD2X8Q4N00000K3R5M7P0W1E"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AuditRecord"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listBlueprints: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Blueprints of exactly this name. */
                readonly name?: string;
                /** @description Blueprints with this tag. */
                readonly tag?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *           "name": "greeting",
                     *           "title": null,
                     *           "tags": [
                     *             "demo"
                     *           ],
                     *           "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *           "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *           "updated_at": "2026-11-25T15:00:00.000Z",
                     *           "created_at": "2026-11-25T14:58:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["BlueprintRow"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Version-Lock"?: "__new__";
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Blueprint"];
            };
        };
        readonly responses: {
            /** @description It is sound and stored. */
            readonly 201: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description The content address of the document. */
                    readonly "X-Revision"?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    /** @description Where it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "updated_at": "2026-11-25T15:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BlueprintFacts"];
                };
            };
            /** @description `malformed-json`: The body is no JSON. `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is of a type that is not read here. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `blueprint-invalid`: The blueprint is not sound. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly validateBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Blueprint"];
            };
        };
        readonly responses: {
            /** @description Everything that the compiler has to say; `ok` tells whether it would be stored. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "diagnostics": [],
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "cost": {
                     *         "min_usd": "0",
                     *         "expected_usd": "0",
                     *         "max_usd": "0",
                     *         "calls": 0,
                     *         "nodes": [],
                     *         "unpriced": [],
                     *         "price_book_date": "2026-09-23"
                     *       },
                     *       "capabilities": {
                     *         "tools": [
                     *           "echo"
                     *         ],
                     *         "toolkits": [
                     *           "common"
                     *         ],
                     *         "models": [],
                     *         "hosts": [],
                     *         "effects": [
                     *           "pure"
                     *         ],
                     *         "side_effects": false,
                     *         "code": false,
                     *         "human": false,
                     *         "child_blueprints": [],
                     *         "secrets": []
                     *       },
                     *       "types": {
                     *         "hello": {
                     *           "type": "object",
                     *           "properties": {
                     *             "value": {
                     *               "type": "string"
                     *             }
                     *           },
                     *           "required": [
                     *             "value"
                     *           ],
                     *           "additionalProperties": false
                     *         },
                     *         "shout": {
                     *           "type": "object",
                     *           "properties": {
                     *             "value": {
                     *               "type": "string"
                     *             }
                     *           },
                     *           "required": [
                     *             "value"
                     *           ],
                     *           "additionalProperties": false
                     *         }
                     *       },
                     *       "graph": {
                     *         "mermaid": "flowchart TD\n  n0[\"hello<br/>tool echo\"]\n  n1[\"shout<br/>tool echo\"]\n  n0 --> n1\n",
                     *         "positions": {
                     *           "hello": {
                     *             "x": 0,
                     *             "y": 0,
                     *             "width": 144,
                     *             "height": 56
                     *           },
                     *           "shout": {
                     *             "x": 0,
                     *             "y": 112,
                     *             "width": 144,
                     *             "height": 56
                     *           }
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BlueprintJudgement"];
                };
            };
            /** @description `malformed-json`: The body is no JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is of a type that is not read here. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document, just as it was stored. */
            readonly 200: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description The content address of the document. */
                    readonly "X-Revision"?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schema_version": "1.0",
                     *       "name": "greeting",
                     *       "tags": [
                     *         "demo"
                     *       ],
                     *       "inputs": {
                     *         "who": {
                     *           "type": "string",
                     *           "default": "world"
                     *         }
                     *       },
                     *       "nodes": [
                     *         {
                     *           "id": "hello",
                     *           "type": "tool",
                     *           "tool_name": "echo",
                     *           "tool_args": {
                     *             "value": "Hello, {{ inputs.who }}!"
                     *           }
                     *         },
                     *         {
                     *           "id": "shout",
                     *           "type": "tool",
                     *           "tool_name": "echo",
                     *           "tool_args": {
                     *             "value": "{{ upper(nodes.hello.value) }}"
                     *           }
                     *         }
                     *       ],
                     *       "outputs": {
                     *         "text": "{{ nodes.shout.value }}"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Blueprint"];
                };
            };
            /** @description You have this version already. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replaceBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Blueprint"];
            };
        };
        readonly responses: {
            /** @description It is sound and stored. */
            readonly 200: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description The content address of the document. */
                    readonly "X-Revision"?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "updated_at": "2026-11-25T15:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BlueprintFacts"];
                };
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `blueprint-invalid`: The blueprint is not sound. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BlueprintPatch"];
            };
        };
        readonly responses: {
            /** @description What came out is sound and stored. */
            readonly 200: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description The content address of the document. */
                    readonly "X-Revision"?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "updated_at": "2026-11-25T15:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BlueprintFacts"];
                };
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `blueprint-invalid`: The blueprint is not sound. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cloneBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["CloneBlueprintDto"];
            };
        };
        readonly responses: {
            /** @description The copy is stored. */
            readonly 201: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description The content address of the document. */
                    readonly "X-Revision"?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    /** @description Where it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "updated_at": "2026-11-25T15:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BlueprintFacts"];
                };
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `blueprint-invalid`: The blueprint is not sound. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBlueprintDiff: {
        readonly parameters: {
            readonly query?: {
                /** @description The older one. Default: the one before `to`. */
                readonly from?: string;
                /** @description The newer one. Default: the current one. */
                readonly to?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What changed. Long values are cut. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "sha256:da925a30e31f7fdaa7044e3e5ba4ae17670de82d677b0e7adf5700428a137a36",
                     *       "to": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "document": [
                     *         {
                     *           "pointer": "/title",
                     *           "after": "A greeting"
                     *         }
                     *       ],
                     *       "nodes": [
                     *         {
                     *           "id": "hello",
                     *           "change": "changed",
                     *           "pointer_from": "/nodes/0",
                     *           "pointer_to": "/nodes/0",
                     *           "fields": [
                     *             {
                     *               "pointer": "/tool_args/value",
                     *               "before": "Hello, {{ inputs.who }}!",
                     *               "after": "Good morning, {{ inputs.who }}!"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "counts": {
                     *         "added": 0,
                     *         "removed": 0,
                     *         "changed": 1,
                     *         "moved": 0
                     *       },
                     *       "truncated": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BlueprintDiff"];
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listBlueprintRevisions: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page; the current revision comes first and carries the lock. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "number": 2,
                     *           "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *           "created_at": "2026-11-25T15:00:00.000Z",
                     *           "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C"
                     *         },
                     *         {
                     *           "number": 1,
                     *           "revision": "sha256:da925a30e31f7fdaa7044e3e5ba4ae17670de82d677b0e7adf5700428a137a36",
                     *           "created_at": "2026-11-25T14:58:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["RevisionRow"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBlueprintRevision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly revision: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document. */
            readonly 200: {
                headers: {
                    /** @description The revision. */
                    readonly "X-Revision"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schema_version": "1.0",
                     *       "name": "greeting",
                     *       "tags": [
                     *         "demo"
                     *       ],
                     *       "inputs": {
                     *         "who": {
                     *           "type": "string",
                     *           "default": "world"
                     *         }
                     *       },
                     *       "nodes": [
                     *         {
                     *           "id": "hello",
                     *           "type": "tool",
                     *           "tool_name": "echo",
                     *           "tool_args": {
                     *             "value": "Hello, {{ inputs.who }}!"
                     *           }
                     *         },
                     *         {
                     *           "id": "shout",
                     *           "type": "tool",
                     *           "tool_name": "echo",
                     *           "tool_args": {
                     *             "value": "{{ upper(nodes.hello.value) }}"
                     *           }
                     *         }
                     *       ],
                     *       "outputs": {
                     *         "text": "{{ nodes.shout.value }}"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Blueprint"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getRevisionCertificate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly revision: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The certificate; null where it could not be worked out then. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "certificate": {
                     *         "formula": {
                     *           "version": 1,
                     *           "revision": "sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7",
                     *           "price_book_date": "2026-09-23",
                     *           "models": {
                     *             "openai/gpt-4o-mini": {
                     *               "name": "openai/gpt-4o-mini",
                     *               "context_tokens": 128000,
                     *               "prices": [
                     *                 {
                     *                   "from_input_tokens": 0,
                     *                   "input_usd_per_million": 0.15,
                     *                   "max_input_usd_per_million": 0.15,
                     *                   "output_usd_per_million": 0.6
                     *                 }
                     *               ],
                     *               "floor_usd": "0.001",
                     *               "max_tokens_per_counted": 1
                     *             }
                     *           },
                     *           "blueprints": {
                     *             "sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7": {
                     *               "name": "tagline",
                     *               "nodes": [
                     *                 {
                     *                   "node_id": "line",
                     *                   "pointer": "/nodes/0",
                     *                   "type": "llm",
                     *                   "may_be_skipped": false,
                     *                   "attempts": 3,
                     *                   "cost": {
                     *                     "shape": "calls",
                     *                     "ladder": [
                     *                       {
                     *                         "model": "openai/gpt-4o-mini",
                     *                         "prompt": {
                     *                           "expected_tokens": 12,
                     *                           "max_tokens": 29,
                     *                           "parts": [
                     *                             {
                     *                               "input": [
                     *                                 "product"
                     *                               ],
                     *                               "expected_tokens": 100,
                     *                               "max_tokens": 400
                     *                             }
                     *                           ]
                     *                         },
                     *                         "max_input_tokens": 1000,
                     *                         "max_output_tokens": 64,
                     *                         "repairs": 0,
                     *                         "repair_tokens": 2128
                     *                       }
                     *                     ]
                     *                   },
                     *                   "handle": []
                     *                 }
                     *               ],
                     *               "finally": []
                     *             }
                     *           }
                     *         },
                     *         "values": {
                     *           "min_usd": "0.0000438",
                     *           "expected_usd": "0.0000438",
                     *           "max_usd": "0.00030825",
                     *           "calls": 3,
                     *           "nodes": [
                     *             {
                     *               "node_id": "line",
                     *               "pointer": "/nodes/0",
                     *               "model": "openai/gpt-4o-mini",
                     *               "min_usd": "0.0000438",
                     *               "expected_usd": "0.0000438",
                     *               "max_usd": "0.00030825",
                     *               "calls": 3
                     *             }
                     *           ]
                     *         },
                     *         "price_book_date": "2026-09-23",
                     *         "prices_hash": "sha256:3c10c72d0a7efee65e5f09a5b0fdb23b9b5ce62054b41d05dc0dc672b366dd79",
                     *         "models": [
                     *           {
                     *             "name": "openai/gpt-4o-mini",
                     *             "input_usd_per_million": 0.15,
                     *             "output_usd_per_million": 0.6
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RevisionCertificate"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The limits. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "body",
                     *           "value": 1048576,
                     *           "unit": "bytes",
                     *           "code": "body-too-large"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Limit"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listModels: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In alphabetical order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "openai/gpt-4o-mini",
                     *           "provider": "openai",
                     *           "context_tokens": 128000,
                     *           "input_usd_per_million": "0.15",
                     *           "output_usd_per_million": "0.6"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Model"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getModel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A bare name, or provider%2Fname. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The model. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "openai/gpt-4o-mini",
                     *       "provider": "openai",
                     *       "context_tokens": 128000,
                     *       "input_usd_per_million": "0.15",
                     *       "output_usd_per_million": "0.6"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Model"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listNodeKinds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The kinds. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "fail",
                     *           "description": "Ends in a failure with a code of its own.",
                     *           "container": false,
                     *           "ports": {
                     *             "inputs": [
                     *               {
                     *                 "name": "message",
                     *                 "form": "value",
                     *                 "required": true
                     *               }
                     *             ],
                     *             "outputs": []
                     *           },
                     *           "defaults": {
                     *             "join": "all",
                     *             "on_error": "fail",
                     *             "effect": "pure"
                     *           },
                     *           "example": {
                     *             "id": "my_fail",
                     *             "type": "fail",
                     *             "code": "out_of_stock",
                     *             "message": "Nothing is left."
                     *           },
                     *           "schema": {
                     *             "type": "object"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["NodeKind"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getNodeKind: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The kind. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "fail",
                     *       "description": "Ends in a failure with a code of its own.",
                     *       "container": false,
                     *       "ports": {
                     *         "inputs": [
                     *           {
                     *             "name": "message",
                     *             "form": "value",
                     *             "required": true
                     *           }
                     *         ],
                     *         "outputs": []
                     *       },
                     *       "defaults": {
                     *         "join": "all",
                     *         "on_error": "fail",
                     *         "effect": "pure"
                     *       },
                     *       "example": {
                     *         "id": "my_fail",
                     *         "type": "fail",
                     *         "code": "out_of_stock",
                     *         "message": "Nothing is left."
                     *       },
                     *       "schema": {
                     *         "type": "object"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NodeKind"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listToolkits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The toolkits. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "ecommerce",
                     *           "description": "Prices, marketplaces and catalogs.",
                     *           "tools": [
                     *             "pricing_strategy"
                     *           ],
                     *           "effects": [
                     *             "pure"
                     *           ],
                     *           "hosts": []
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Toolkit"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getToolkit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The toolkit. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "ecommerce",
                     *       "description": "Prices, marketplaces and catalogs.",
                     *       "tools": [
                     *         "pricing_strategy"
                     *       ],
                     *       "effects": [
                     *         "pure"
                     *       ],
                     *       "hosts": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Toolkit"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTools: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In alphabetical order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "echo",
                     *           "toolkit": "common",
                     *           "description": "Gives back what it is given.",
                     *           "effect": "pure",
                     *           "hosts": [],
                     *           "secrets": [],
                     *           "ports": {
                     *             "inputs": [
                     *               {
                     *                 "name": "value",
                     *                 "required": false,
                     *                 "secret": false,
                     *                 "description": null,
                     *                 "schema": {}
                     *               }
                     *             ],
                     *             "outputs": [
                     *               {
                     *                 "name": "value",
                     *                 "required": true,
                     *                 "description": null,
                     *                 "schema": {}
                     *               }
                     *             ]
                     *           },
                     *           "defaults": {
                     *             "retry": {
                     *               "on": "retryable",
                     *               "max_attempts": 3,
                     *               "backoff": "exponential",
                     *               "initial_ms": 500,
                     *               "max_ms": 30000,
                     *               "jitter": true
                     *             },
                     *             "timeout_s": 60
                     *           },
                     *           "input": {
                     *             "type": "object",
                     *             "properties": {
                     *               "value": {}
                     *             },
                     *             "additionalProperties": false
                     *           },
                     *           "output": {
                     *             "type": "object",
                     *             "properties": {
                     *               "value": {}
                     *             },
                     *             "required": [
                     *               "value"
                     *             ],
                     *             "additionalProperties": false
                     *           },
                     *           "examples": [
                     *             {
                     *               "input": {
                     *                 "value": "hello"
                     *               },
                     *               "output": {
                     *                 "value": "hello"
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Tool"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTool: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tool. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "echo",
                     *       "toolkit": "common",
                     *       "description": "Gives back what it is given.",
                     *       "effect": "pure",
                     *       "hosts": [],
                     *       "secrets": [],
                     *       "ports": {
                     *         "inputs": [
                     *           {
                     *             "name": "value",
                     *             "required": false,
                     *             "secret": false,
                     *             "description": null,
                     *             "schema": {}
                     *           }
                     *         ],
                     *         "outputs": [
                     *           {
                     *             "name": "value",
                     *             "required": true,
                     *             "description": null,
                     *             "schema": {}
                     *           }
                     *         ]
                     *       },
                     *       "defaults": {
                     *         "retry": {
                     *           "on": "retryable",
                     *           "max_attempts": 3,
                     *           "backoff": "exponential",
                     *           "initial_ms": 500,
                     *           "max_ms": 30000,
                     *           "jitter": true
                     *         },
                     *         "timeout_s": 60
                     *       },
                     *       "input": {
                     *         "type": "object",
                     *         "properties": {
                     *           "value": {}
                     *         },
                     *         "additionalProperties": false
                     *       },
                     *       "output": {
                     *         "type": "object",
                     *         "properties": {
                     *           "value": {}
                     *         },
                     *         "required": [
                     *           "value"
                     *         ],
                     *         "additionalProperties": false
                     *       },
                     *       "examples": [
                     *         {
                     *           "input": {
                     *             "value": "hello"
                     *           },
                     *           "output": {
                     *             "value": "hello"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Tool"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listExecutions: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
                readonly status?: "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled";
                readonly blueprint_id?: string;
                readonly tag?: string;
                /** @description Created at this time or later. */
                readonly started_after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of heads. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *           "status": "completed",
                     *           "name": "greeting",
                     *           "blueprint_id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *           "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *           "tags": [
                     *             "nightly"
                     *           ],
                     *           "usage": {
                     *             "input_tokens": 0,
                     *             "output_tokens": 0,
                     *             "cost_usd": "0"
                     *           },
                     *           "cost_usd": "0",
                     *           "sequence": 7,
                     *           "created_at": "2026-11-26T08:00:00.000Z",
                     *           "started_at": "2026-11-26T08:00:00.000Z",
                     *           "ended_at": "2026-11-26T08:00:00.012Z",
                     *           "links": {
                     *             "self": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *             "events": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/events",
                     *             "signals": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/signals",
                     *             "cancel": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/cancel",
                     *             "stream": "/ws/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ExecutionRow"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly startExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Makes the start safe to repeat for 24 hours: the first request with a key starts, and the same body under the same key answers that execution, also when the answer got lost, or when the server ended on the way. Another body under the key is refused. A refused request does not use up its key. A dry run ignores it. */
                readonly "Idempotency-Key"?: string;
                /** @description `wait=N` answers with the snapshot when it ends within N seconds (at most 60). */
                readonly Prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StartExecutionDto"];
            };
        };
        readonly responses: {
            /** @description Waited for, or a dry run. */
            readonly 200: {
                headers: {
                    /** @description `true` where an earlier request with this key started the execution; else absent. */
                    readonly "Idempotency-Replayed"?: "true";
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Execution"] | components["schemas"]["StartedExecution"] | components["schemas"]["DryRun"];
                };
            };
            /** @description Accepted: it survives a crash of the server. */
            readonly 202: {
                headers: {
                    /** @description Where its snapshot is. */
                    readonly Location?: string;
                    /** @description `true` where an earlier request with this key started the execution; else absent. */
                    readonly "Idempotency-Replayed"?: "true";
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "status": "queued",
                     *       "links": {
                     *         "self": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *         "events": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/events",
                     *         "signals": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/signals",
                     *         "cancel": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/cancel",
                     *         "stream": "/ws/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StartedExecution"];
                };
            };
            /** @description `idempotency-key-malformed`: This is no idempotency key. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `budget-exceeded`: It would cost more than the budget has. */
            readonly 402: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `secret-key-missing`: The server has no key to keep secrets with. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `inputs-too-large`: The inputs are too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. `blueprint-invalid`: The blueprint is not sound. `inputs-invalid`: The inputs do not fit the blueprint. `secret-missing`: A secret that the blueprint reads is not set. `idempotency-key-reused`: The idempotency key came with another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. `queue-full`: Too many executions are under way. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `estimator-unavailable`: What it would cost cannot be worked out. `ledger-unavailable`: The budget ledger does not answer. `store-unavailable`: The store does not answer. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getExecution: {
        readonly parameters: {
            readonly query?: {
                readonly include?: "events";
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The snapshot. */
            readonly 200: {
                headers: {
                    /** @description The sequence of the last event in it, for `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "status": "completed",
                     *       "blueprint_id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "inputs": {
                     *         "who": "Ada"
                     *       },
                     *       "outputs": {
                     *         "text": "HELLO, ADA!"
                     *       },
                     *       "nodes": [
                     *         {
                     *           "status": "completed",
                     *           "attempts": 1,
                     *           "usage": {
                     *             "input_tokens": 0,
                     *             "output_tokens": 0,
                     *             "cost_usd": "0"
                     *           },
                     *           "started_at": "2026-11-26T08:00:00.000Z",
                     *           "ended_at": "2026-11-26T08:00:00.012Z",
                     *           "path": "hello",
                     *           "node_id": "hello",
                     *           "output": {
                     *             "value": "Hello, Ada!"
                     *           }
                     *         },
                     *         {
                     *           "status": "completed",
                     *           "attempts": 1,
                     *           "usage": {
                     *             "input_tokens": 0,
                     *             "output_tokens": 0,
                     *             "cost_usd": "0"
                     *           },
                     *           "started_at": "2026-11-26T08:00:00.000Z",
                     *           "ended_at": "2026-11-26T08:00:00.012Z",
                     *           "path": "shout",
                     *           "node_id": "shout",
                     *           "output": {
                     *             "value": "HELLO, ADA!"
                     *           }
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 0,
                     *         "output_tokens": 0,
                     *         "cost_usd": "0"
                     *       },
                     *       "cost_usd": "0",
                     *       "sequence": 7,
                     *       "created_at": "2026-11-26T08:00:00.000Z",
                     *       "started_at": "2026-11-26T08:00:00.000Z",
                     *       "ended_at": "2026-11-26T08:00:00.012Z",
                     *       "open_signals": [],
                     *       "links": {
                     *         "self": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *         "events": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/events",
                     *         "signals": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/signals",
                     *         "cancel": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/cancel",
                     *         "stream": "/ws/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Nothing has happened since. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The head as it is now. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "status": "cancelled",
                     *       "name": "greeting",
                     *       "blueprint_id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "tags": [
                     *         "nightly"
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 0,
                     *         "output_tokens": 0,
                     *         "cost_usd": "0"
                     *       },
                     *       "cost_usd": "0",
                     *       "sequence": 5,
                     *       "created_at": "2026-11-26T08:00:00.000Z",
                     *       "started_at": "2026-11-26T08:00:00.000Z",
                     *       "ended_at": "2026-11-26T08:00:00.012Z",
                     *       "links": {
                     *         "self": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *         "events": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/events",
                     *         "signals": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/signals",
                     *         "cancel": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/cancel",
                     *         "stream": "/ws/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ExecutionRow"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getExecutionComparison: {
        readonly parameters: {
            readonly query?: {
                /** @description `equal` lists node runs that do not differ as well. Default: they are counted. */
                readonly include?: "equal";
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly other: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The comparison. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "same": false,
                     *       "cause": {
                     *         "code": "inputs-differ",
                     *         "message": "The inputs differ at /who.",
                     *         "pointers": [
                     *           "/who"
                     *         ],
                     *         "path": "hello"
                     *       },
                     *       "left": {
                     *         "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *         "status": "completed",
                     *         "duration_ms": 9,
                     *         "cost_usd": "0"
                     *       },
                     *       "right": {
                     *         "execution_id": "ex_01JD2X9A7C3F5H8K0M2P4R6T8V",
                     *         "status": "completed",
                     *         "duration_ms": 8,
                     *         "cost_usd": "0"
                     *       },
                     *       "inputs": [
                     *         "/who"
                     *       ],
                     *       "outputs": [
                     *         "/hello/value"
                     *       ],
                     *       "revision": {
                     *         "same": true,
                     *         "left": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *         "right": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *         "nodes": [],
                     *         "document": []
                     *       },
                     *       "nodes": [
                     *         {
                     *           "path": "hello",
                     *           "node_id": "hello",
                     *           "left": {
                     *             "status": "completed",
                     *             "attempts": 1,
                     *             "cost_usd": "0",
                     *             "duration_ms": 3
                     *           },
                     *           "right": {
                     *             "status": "completed",
                     *             "attempts": 1,
                     *             "cost_usd": "0",
                     *             "duration_ms": 2
                     *           },
                     *           "output": "differs",
                     *           "pointers": [
                     *             "/value"
                     *           ],
                     *           "reason": {
                     *             "code": "inputs-differ",
                     *             "message": "The inputs differ at /who.",
                     *             "pointers": [
                     *               "/who"
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "counts": {
                     *         "same": 0,
                     *         "different": 1
                     *       },
                     *       "truncated": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ExecutionComparison"];
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listExecutionEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description The sequence of the last event already seen. */
                readonly after?: number;
                /** @description Events on the page. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description Event streams only; wins over `after`. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "sequence": 3,
                     *           "type": "node.started",
                     *           "at": "2026-01-01T00:00:00.000Z",
                     *           "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *           "path": "copy",
                     *           "node_id": "copy",
                     *           "attempt": 1,
                     *           "data": {
                     *             "kind": "llm"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": "3",
                     *       "has_more": true
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ExecutionEvent"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                    /**
                     * @example id: 3
                     *     event: node.started
                     *     data: {"sequence":3,"type":"node.started","at":"2026-01-01T00:00:00.000Z","execution_id":"ex_01JD2X8Q4N6T9VZK3R5M7P0W1B","path":"copy","node_id":"copy","attempt":1,"data":{"kind":"llm"}}
                     */
                    readonly "text/event-stream": string;
                };
            };
            /** @description The execution has ended and every event was seen: do not come back. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cursor-ahead`: The cursor is beyond the last event. `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. `subscription-limit`: Too many subscriptions are open. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getNodeRunValue: {
        readonly parameters: {
            readonly query?: {
                /** @description What it gives, or what it works on. */
                readonly part?: "output" | "input";
                /** @description The sequence of one event of the node run, such as a turn of an agent or the result of one of its calls: then that event’s value. 0 = the node run’s own. */
                readonly sequence?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
                /** @description URL-encoded. */
                readonly path: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The value: any JSON. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "A lamp for those who read at night."
                     *     }
                     */
                    readonly "application/json": unknown;
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rerunExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RerunDto"];
            };
        };
        readonly responses: {
            /** @description Accepted. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "status": "queued",
                     *       "parent_execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "reused_nodes": [
                     *         "load_csv",
                     *         "listings[0].copy"
                     *       ],
                     *       "nodes_to_run_again": [
                     *         "listings[0].post",
                     *         "summary"
                     *       ],
                     *       "repeated_effects": [
                     *         {
                     *           "path": "listings[0].post",
                     *           "effect": "idempotent"
                     *         }
                     *       ],
                     *       "links": {
                     *         "self": "/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1C"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Rerun"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `budget-exceeded`: It would cost more than the budget has. */
            readonly 402: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secret-key-missing`: The server has no key to keep secrets with. `secret-unreadable`: A kept secret cannot be read.
             *
             *     `still-running`: The execution has not ended.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `inputs-too-large`: The inputs are too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secret-missing`: A secret that the blueprint reads is not set.
             *
             *     `unknown-node`: There is no such node. `inputs-invalid`: The inputs do not fit the blueprint. `validation-failed`: The request does not fit.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. `queue-full`: Too many executions are under way. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `estimator-unavailable`: What it would cost cannot be worked out. `ledger-unavailable`: The budget ledger does not answer. `store-unavailable`: The store does not answer. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSignals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Open signals, oldest first. Empty while nothing waits. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "signal_id": "sg_4f1c0a9be27d583316af0c92d1",
                     *           "kind": "human",
                     *           "path": "approve",
                     *           "prompt": "May the listing \"Oak table\" go out?",
                     *           "assignee": "editors",
                     *           "answer_schema": {
                     *             "enum": [
                     *               "approve",
                     *               "reject"
                     *             ]
                     *           },
                     *           "expires_at": "2026-12-02T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["OpenSignal"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly answerSignalEarly: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EarlyAnswerDto"];
            };
        };
        readonly responses: {
            /** @description The journal has the answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "status": "applied"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description The answer is kept. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "status": "kept"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signal-closed`: The signal takes no answer any more. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-invalid`: The answer does not fit the question. `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly answerSignal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly signal_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignalAnswerDto"];
            };
        };
        readonly responses: {
            /** @description The journal has the answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "signal_id": "sg_4f1c0a9be27d583316af0c92d1",
                     *       "status": "applied"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description The answer is kept for the process that runs the execution. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "execution_id": "ex_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "signal_id": "sg_4f1c0a9be27d583316af0c92d1",
                     *       "status": "accepted"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signal-closed`: The signal takes no answer any more. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-invalid`: The answer does not fit the question. `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBudget: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The budget of the current window. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limit_usd": "25",
                     *       "spent_usd": "1.204",
                     *       "reserved_usd": "0.25",
                     *       "available_usd": "23.546",
                     *       "source": "set",
                     *       "set_at": "2026-11-20T09:30:00.000Z",
                     *       "set_by": "key_01JD2X8Q4N00000K3R5M7P0W1B",
                     *       "window": "month",
                     *       "window_name": "2026-11",
                     *       "window_ends_at": "2026-12-01T00:00:00.000Z",
                     *       "mode": "expected",
                     *       "money": "live",
                     *       "keys": [
                     *         {
                     *           "key_id": "key_01JD2X8Q4N00000K3R5M7P0W1B",
                     *           "spent_usd": "1.204",
                     *           "reserved_usd": "0.25"
                     *         }
                     *       ],
                     *       "blueprints": [
                     *         {
                     *           "blueprint_id": "bp_01JD2X8Q4N00000K3R5M7P0W1B",
                     *           "spent_usd": "1.204",
                     *           "reserved_usd": "0.25"
                     *         }
                     *       ],
                     *       "days": [
                     *         {
                     *           "day": "2026-11-20",
                     *           "spent_usd": "1.204",
                     *           "reserved_usd": "0.25"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Budget"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ledger-unavailable`: The budget ledger does not answer. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replaceBudget: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetBudgetDto"];
            };
        };
        readonly responses: {
            /** @description The budget as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limit_usd": "25",
                     *       "spent_usd": "1.204",
                     *       "reserved_usd": "0.25",
                     *       "available_usd": "23.546",
                     *       "source": "set",
                     *       "set_at": "2026-11-20T09:30:00.000Z",
                     *       "set_by": "key_01JD2X8Q4N00000K3R5M7P0W1B",
                     *       "window": "month",
                     *       "window_name": "2026-11",
                     *       "window_ends_at": "2026-12-01T00:00:00.000Z",
                     *       "mode": "expected",
                     *       "money": "live",
                     *       "keys": [
                     *         {
                     *           "key_id": "key_01JD2X8Q4N00000K3R5M7P0W1B",
                     *           "spent_usd": "1.204",
                     *           "reserved_usd": "0.25"
                     *         }
                     *       ],
                     *       "blueprints": [
                     *         {
                     *           "blueprint_id": "bp_01JD2X8Q4N00000K3R5M7P0W1B",
                     *           "spent_usd": "1.204",
                     *           "reserved_usd": "0.25"
                     *         }
                     *       ],
                     *       "days": [
                     *         {
                     *           "day": "2026-11-20",
                     *           "spent_usd": "1.204",
                     *           "reserved_usd": "0.25"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Budget"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ledger-unavailable`: The budget ledger does not answer. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly estimateCost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Blueprint"];
            };
        };
        readonly responses: {
            /** @description The bound, and its certificate. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cost": {
                     *         "min_usd": "0.0000438",
                     *         "expected_usd": "0.0000438",
                     *         "max_usd": "0.00030825",
                     *         "calls": 3,
                     *         "nodes": [
                     *           {
                     *             "node_id": "line",
                     *             "pointer": "/nodes/0",
                     *             "model": "openai/gpt-4o-mini",
                     *             "min_usd": "0.0000438",
                     *             "expected_usd": "0.0000438",
                     *             "max_usd": "0.00030825",
                     *             "calls": 3
                     *           }
                     *         ],
                     *         "unpriced": [],
                     *         "price_book_date": "2026-09-23"
                     *       },
                     *       "certificate": {
                     *         "formula": {
                     *           "version": 1,
                     *           "revision": "sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7",
                     *           "price_book_date": "2026-09-23",
                     *           "models": {
                     *             "openai/gpt-4o-mini": {
                     *               "name": "openai/gpt-4o-mini",
                     *               "context_tokens": 128000,
                     *               "prices": [
                     *                 {
                     *                   "from_input_tokens": 0,
                     *                   "input_usd_per_million": 0.15,
                     *                   "max_input_usd_per_million": 0.15,
                     *                   "output_usd_per_million": 0.6
                     *                 }
                     *               ],
                     *               "floor_usd": "0.001",
                     *               "max_tokens_per_counted": 1
                     *             }
                     *           },
                     *           "blueprints": {
                     *             "sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7": {
                     *               "name": "tagline",
                     *               "nodes": [
                     *                 {
                     *                   "node_id": "line",
                     *                   "pointer": "/nodes/0",
                     *                   "type": "llm",
                     *                   "may_be_skipped": false,
                     *                   "attempts": 3,
                     *                   "cost": {
                     *                     "shape": "calls",
                     *                     "ladder": [
                     *                       {
                     *                         "model": "openai/gpt-4o-mini",
                     *                         "prompt": {
                     *                           "expected_tokens": 12,
                     *                           "max_tokens": 29,
                     *                           "parts": [
                     *                             {
                     *                               "input": [
                     *                                 "product"
                     *                               ],
                     *                               "expected_tokens": 100,
                     *                               "max_tokens": 400
                     *                             }
                     *                           ]
                     *                         },
                     *                         "max_input_tokens": 1000,
                     *                         "max_output_tokens": 64,
                     *                         "repairs": 0,
                     *                         "repair_tokens": 2128
                     *                       }
                     *                     ]
                     *                   },
                     *                   "handle": []
                     *                 }
                     *               ],
                     *               "finally": []
                     *             }
                     *           }
                     *         },
                     *         "values": {
                     *           "min_usd": "0.0000438",
                     *           "expected_usd": "0.0000438",
                     *           "max_usd": "0.00030825",
                     *           "calls": 3,
                     *           "nodes": [
                     *             {
                     *               "node_id": "line",
                     *               "pointer": "/nodes/0",
                     *               "model": "openai/gpt-4o-mini",
                     *               "min_usd": "0.0000438",
                     *               "expected_usd": "0.0000438",
                     *               "max_usd": "0.00030825",
                     *               "calls": 3
                     *             }
                     *           ]
                     *         },
                     *         "price_book_date": "2026-09-23",
                     *         "prices_hash": "sha256:3c10c72d0a7efee65e5f09a5b0fdb23b9b5ce62054b41d05dc0dc672b366dd79",
                     *         "models": [
                     *           {
                     *             "name": "openai/gpt-4o-mini",
                     *             "input_usd_per_million": 0.15,
                     *             "output_usd_per_million": 0.6
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CostEstimate"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `blueprint-invalid`: The blueprint is not sound. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `estimator-unavailable`: What it would cost cannot be worked out. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listPricedModels: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In alphabetical order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "openai/gpt-4o-mini",
                     *           "provider": "openai",
                     *           "context_tokens": 128000,
                     *           "input_usd_per_million": "0.15",
                     *           "output_usd_per_million": "0.6"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false,
                     *       "price_book_date": "2026-11-01",
                     *       "price_floor_usd": "0.001"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PricedModelList"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page, without texts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_01JD2X8Q4N00000TV9K3R5M7P0",
                     *           "name": "ci",
                     *           "scopes": [
                     *             "read",
                     *             "run"
                     *           ],
                     *           "budget_usd": "5",
                     *           "created_at": "2026-11-26T08:00:00.000Z",
                     *           "created_by": null,
                     *           "expires_at": "2027-11-26T08:00:00.000Z",
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ApiKey"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateKeyDto"];
            };
        };
        readonly responses: {
            /** @description The key. Keep its text: it cannot be shown again. */
            readonly 201: {
                headers: {
                    /** @description Where it is, without its text. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01JD2X8Q4N00000TV9K3R5M7P0",
                     *       "name": "ci",
                     *       "scopes": [
                     *         "read",
                     *         "run"
                     *       ],
                     *       "budget_usd": "5",
                     *       "created_at": "2026-11-26T08:00:00.000Z",
                     *       "created_by": null,
                     *       "expires_at": "2027-11-26T08:00:00.000Z",
                     *       "revoked_at": null,
                     *       "key": "ice_sk_<shown once>"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key, without its text. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01JD2X8Q4N00000TV9K3R5M7P0",
                     *       "name": "ci",
                     *       "scopes": [
                     *         "read",
                     *         "run"
                     *       ],
                     *       "budget_usd": "5",
                     *       "created_at": "2026-11-26T08:00:00.000Z",
                     *       "created_by": null,
                     *       "expires_at": "2027-11-26T08:00:00.000Z",
                     *       "revoked_at": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is revoked. Its record stays. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly updateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeKeyDto"];
            };
        };
        readonly responses: {
            /** @description The key as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01JD2X8Q4N00000TV9K3R5M7P0",
                     *       "name": "ci",
                     *       "scopes": [
                     *         "read",
                     *         "run"
                     *       ],
                     *       "budget_usd": "25",
                     *       "created_at": "2026-11-26T08:00:00.000Z",
                     *       "created_by": null,
                     *       "expires_at": "2027-11-26T08:00:00.000Z",
                     *       "revoked_at": null
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listPartialBlueprints: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pbp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *           "name": "untitled",
                     *           "title": null,
                     *           "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *           "created_at": "2026-11-25T14:58:00.000Z",
                     *           "updated_at": "2026-11-25T15:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["PartialRow"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createPartialBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Version-Lock"?: "__new__";
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PartialCreation"];
            };
        };
        readonly responses: {
            /** @description It is stored. */
            readonly 201: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    /** @description Where it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pbp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "blueprint": {
                     *         "schema_version": "1.0",
                     *         "name": "untitled",
                     *         "nodes": []
                     *       },
                     *       "diagnostics": [
                     *         {
                     *           "code": "empty-blueprint",
                     *           "severity": "error",
                     *           "message": "There is no node yet.",
                     *           "pointer": "/nodes",
                     *           "node_id": null
                     *         }
                     *       ],
                     *       "pending_inputs": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PartialBlueprint"];
                };
            };
            /** @description `malformed-json`: The body is no JSON. `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body is of a type that is not read here. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. `quota-exceeded`: The organisation has as many of these as it may. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPartialBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The partial blueprint. */
            readonly 200: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pbp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "blueprint": {
                     *         "schema_version": "1.0",
                     *         "name": "untitled",
                     *         "nodes": []
                     *       },
                     *       "diagnostics": [
                     *         {
                     *           "code": "empty-blueprint",
                     *           "severity": "error",
                     *           "message": "There is no node yet.",
                     *           "pointer": "/nodes",
                     *           "node_id": null
                     *         }
                     *       ],
                     *       "pending_inputs": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PartialBlueprint"];
                };
            };
            /** @description You have this version already. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly updatePartialBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PartialUpdate"];
            };
        };
        readonly responses: {
            /** @description It is stored, under the new lock. */
            readonly 200: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pbp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "blueprint": {
                     *         "schema_version": "1.0",
                     *         "name": "untitled",
                     *         "nodes": []
                     *       },
                     *       "diagnostics": [
                     *         {
                     *           "code": "empty-blueprint",
                     *           "severity": "error",
                     *           "message": "There is no node yet.",
                     *           "pointer": "/nodes",
                     *           "node_id": null
                     *         }
                     *       ],
                     *       "pending_inputs": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PartialBlueprint"];
                };
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. `already-finalized`: The partial blueprint has become a blueprint. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. `unknown-property`: A field is unknown. `unknown-node`: There is no such node. `duplicate-node-id`: Two nodes have one id. `expression-invalid`: An expression cannot be read. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deletePartialBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly finalizePartialBlueprint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The blueprint is stored, and what it can cost is certified. */
            readonly 201: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    /** @description The same lock in quotes, for If-Match and If-None-Match. */
                    readonly ETag?: string;
                    /** @description The content address of the document. */
                    readonly "X-Revision"?: string;
                    /** @description When it was last written. */
                    readonly "Last-Modified"?: string;
                    /** @description Where the blueprint is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bp_01JD2X8Q4N6T9VZK3R5M7P0W1B",
                     *       "version_lock": "lk_01JD2X8Q4N6T9VZK3R5M7P0W1C",
                     *       "revision": "sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9",
                     *       "updated_at": "2026-11-25T15:00:00.000Z",
                     *       "certificate": {
                     *         "formula": {
                     *           "version": 1,
                     *           "revision": "sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7",
                     *           "price_book_date": "2026-09-23",
                     *           "models": {
                     *             "openai/gpt-4o-mini": {
                     *               "name": "openai/gpt-4o-mini",
                     *               "context_tokens": 128000,
                     *               "prices": [
                     *                 {
                     *                   "from_input_tokens": 0,
                     *                   "input_usd_per_million": 0.15,
                     *                   "max_input_usd_per_million": 0.15,
                     *                   "output_usd_per_million": 0.6
                     *                 }
                     *               ],
                     *               "floor_usd": "0.001",
                     *               "max_tokens_per_counted": 1
                     *             }
                     *           },
                     *           "blueprints": {
                     *             "sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7": {
                     *               "name": "tagline",
                     *               "nodes": [
                     *                 {
                     *                   "node_id": "line",
                     *                   "pointer": "/nodes/0",
                     *                   "type": "llm",
                     *                   "may_be_skipped": false,
                     *                   "attempts": 3,
                     *                   "cost": {
                     *                     "shape": "calls",
                     *                     "ladder": [
                     *                       {
                     *                         "model": "openai/gpt-4o-mini",
                     *                         "prompt": {
                     *                           "expected_tokens": 12,
                     *                           "max_tokens": 29,
                     *                           "parts": [
                     *                             {
                     *                               "input": [
                     *                                 "product"
                     *                               ],
                     *                               "expected_tokens": 100,
                     *                               "max_tokens": 400
                     *                             }
                     *                           ]
                     *                         },
                     *                         "max_input_tokens": 1000,
                     *                         "max_output_tokens": 64,
                     *                         "repairs": 0,
                     *                         "repair_tokens": 2128
                     *                       }
                     *                     ]
                     *                   },
                     *                   "handle": []
                     *                 }
                     *               ],
                     *               "finally": []
                     *             }
                     *           }
                     *         },
                     *         "values": {
                     *           "min_usd": "0.0000438",
                     *           "expected_usd": "0.0000438",
                     *           "max_usd": "0.00030825",
                     *           "calls": 3,
                     *           "nodes": [
                     *             {
                     *               "node_id": "line",
                     *               "pointer": "/nodes/0",
                     *               "model": "openai/gpt-4o-mini",
                     *               "min_usd": "0.0000438",
                     *               "expected_usd": "0.0000438",
                     *               "max_usd": "0.00030825",
                     *               "calls": 3
                     *             }
                     *           ]
                     *         },
                     *         "price_book_date": "2026-09-23",
                     *         "prices_hash": "sha256:3c10c72d0a7efee65e5f09a5b0fdb23b9b5ce62054b41d05dc0dc672b366dd79",
                     *         "models": [
                     *           {
                     *             "name": "openai/gpt-4o-mini",
                     *             "input_usd_per_million": 0.15,
                     *             "output_usd_per_million": 0.6
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["FinalizedBlueprint"];
                };
            };
            /** @description `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `budget-exceeded`: It would cost more than the budget has. */
            readonly 402: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. `already-finalized`: The partial blueprint has become a blueprint. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `blueprint-invalid`: The blueprint is not sound. `empty-blueprint`: There is no node yet. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `estimator-unavailable`: What it would cost cannot be worked out. `ledger-unavailable`: The budget ledger does not answer. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly suggestPartialEdits: {
        readonly parameters: {
            readonly query?: {
                /** @description Suggestions at most. */
                readonly top_k?: number;
                /** @description Applies suggestions, under the lock, and answers the partial blueprint. */
                readonly commit?: boolean;
            };
            readonly header?: {
                /** @description The lock as GET gave it. A mismatch is 409. */
                readonly "X-Version-Lock"?: string;
                /** @description The same lock in quotes. A mismatch is 412. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["SuggestionChoice"];
            };
        };
        readonly responses: {
            /** @description The suggestions; with `commit=true` the partial blueprint, under its new lock. */
            readonly 200: {
                headers: {
                    /** @description The lock of this version: send it with the next change. */
                    readonly "X-Version-Lock"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SuggestionList"] | components["schemas"]["PartialBlueprint"];
                };
            };
            /** @description `query-invalid`: The query does not fit. `lock-malformed`: This is no version lock. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-conflict`: The version lock is not the current one. `already-finalized`: The partial blueprint has become a blueprint. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. `unknown-property`: A field is unknown. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `lock-required`: A change needs the version lock. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSecrets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All names, in alphabetical order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "SHOP_TOKEN",
                     *           "source": "stored",
                     *           "updated_at": "2026-11-26T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Secret"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replaceSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PutSecretDto"];
            };
        };
        readonly responses: {
            /** @description It is set. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "SHOP_TOKEN",
                     *       "source": "stored",
                     *       "updated_at": "2026-11-26T08:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `secret-key-missing`: The server has no key to keep secrets with. `too-many-secrets`: There are too many secrets. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. Calls that read it fail from now on. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createStreamToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StreamTokenDto"];
            };
        };
        readonly responses: {
            /** @description The token. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "ice_st_<claims>.<signature>",
                     *       "expires_at": "2026-11-26T08:10:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StreamToken"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation-failed`: The request does not fit. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It lives. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One line for each series. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP ice_executions_ended_total Executions that ended, by status.
                     *     # TYPE ice_executions_ended_total counter
                     *     ice_executions_ended_total{status="completed"} 41
                     */
                    readonly "text/plain": string;
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMockBins: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The bins by name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "bin": "items",
                     *           "entries": 9
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["MockBin"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMockBinEntries: {
        readonly parameters: {
            readonly query?: {
                /** @description Items on the page. */
                readonly limit?: number;
                /** @description The `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly bin: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Oldest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "bin": "items",
                     *           "index": 0,
                     *           "listing_id": "LOC-tile-3f1c9a",
                     *           "received_at": "2026-11-25T15:00:00.000Z",
                     *           "idempotency_key": null,
                     *           "payload": {
                     *             "title": "Tile",
                     *             "price": 375
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "has_more": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["MockBinEntry"][];
                        /** @description Hand it back as ?cursor= for the next page. */
                        readonly next_cursor: string | null;
                        readonly has_more: boolean;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: Nobody is known by this key or token. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests came in too short a time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listProblems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All codes in alphabetical order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "type": "/problems/lock-required",
                     *           "code": "lock-required",
                     *           "title": "A change needs the version lock",
                     *           "status": 428,
                     *           "hint": "GET the resource and send the lock of its X-Version-Lock header.",
                     *           "retryable": false
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["CatalogedProblem"][];
                    };
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getProblem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What the code means. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/lock-required",
                     *       "code": "lock-required",
                     *       "title": "A change needs the version lock",
                     *       "status": 428,
                     *       "hint": "GET the resource and send the lock of its X-Version-Lock header.",
                     *       "retryable": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CatalogedProblem"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Every check passes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ready": true,
                     *       "checks": {
                     *         "store": {
                     *           "ok": true,
                     *           "duration_ms": 1
                     *         },
                     *         "ledger": {
                     *           "ok": true,
                     *           "duration_ms": 1
                     *         },
                     *         "prices": {
                     *           "ok": true,
                     *           "duration_ms": 1
                     *         },
                     *         "running": {
                     *           "ok": true,
                     *           "duration_ms": 1
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `host-not-allowed`: The Host header names a foreign host. `origin-not-allowed`: Pages of this origin may not change things here. `forbidden`: The key does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `process-ending`: The process is ending. `store-unavailable`: The store does not answer. `ledger-unavailable`: The budget ledger does not answer. `estimator-unavailable`: What it would cost cannot be worked out. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
