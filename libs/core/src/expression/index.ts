/** The expression language: what the rest of core, and the packages above it, may use. */
export { checkExpression } from './check/check-expression.js';
export {
  checkTemplateValue,
  type CheckedTemplateValue,
  type LocatedTypeProblem,
} from './check/check-template-value.js';
export { narrowScope } from './check/narrow-scope.js';
export type { CheckedExpression, TextEdit, TypeProblem, TypeProblemCode } from './check/type-problem.js';
export type { TypeScope } from './check/type-scope.js';
export { evaluate, type EvaluationResult } from './evaluate.js';
export { expressionFailureCodes, type EvaluationFailure, type ExpressionFailureCode } from './evaluation-failure.js';
export { createExpression, withRequiredKeys, type Expression } from './expression.js';
export { expressionLimits } from './expression-limits.js';
export { expressionsIn } from './expressions-in.js';
export { isPathNode } from './expression-node.js';
export type {
  BinaryNode,
  BinaryOperator,
  CallNode,
  ConditionalNode,
  DefaultNode,
  ExpressionNode,
  HasNode,
  IndexNode,
  ListNode,
  LiteralNode,
  MacroName,
  MacroNode,
  MemberNode,
  ObjectEntryNode,
  ObjectNode,
  PathNode,
  ReferenceNode,
  Span,
  StaticRoot,
  UnaryNode,
  UnaryOperator,
  VariableNode,
} from './expression-node.js';
export type { ExpressionProblem, ExpressionProblemCode } from './expression-problem.js';
export type {
  Arity,
  ExpressionFunction,
  FunctionDescription,
  FunctionGroup,
  Macro,
  PureFunction,
} from './functions/expression-function.js';
export { expressionFunctions } from './functions/function-table.js';
export { parseCondition } from './parse-condition.js';
export { parseExpression, type ParsedExpression } from './parse-expression.js';
export { parseTemplate, type ParsedTemplate } from './parse-template.js';
export {
  parseTemplateValue,
  type LocatedProblem,
  type LocatedReference,
  type ParsedTemplateValue,
} from './parse-template-value.js';
export { createPlainScope, type PlainScopeValues } from './plain-scope.js';
export type { Reference } from './reference.js';
export { renderTemplate } from './render-template.js';
export { renderTemplateValue, type LocatedFailure } from './render-template-value.js';
export type { Scope } from './scope.js';
export type {
  ExpressionTemplate,
  ListTemplate,
  LiteralTemplate,
  LocatedTemplate,
  ObjectTemplate,
  Template,
  TemplateValue,
  TextTemplate,
} from './template.js';
export type { ValueKind } from './value-kind.js';
