// What is evaluated inside the interpreter before a program: the part of the language that a program must not have is taken away, and
// what the program gives back is made text and judged there, by functions that it cannot reach. Only the text of `prelude` is used:
// it may name nothing from outside, and every built-in is taken by name before the program can change it.

/** @typedef {{ value: object, key: string, up: Frame | null, depth: number }} Frame An object that the writer is in. */

/** Gives the functions that the worker calls; it runs once, in a fresh interpreter. */
export function prelude() {
  const { parse, stringify } = JSON;
  const { apply, construct } = Reflect;
  const { defineProperty, getPrototypeOf } = Object;
  const { isArray } = Array;
  const { slice } = String.prototype;
  /** What the engine records is no deeper. */
  const maxDepth = 200;
  const functionText = Function.prototype.toString;
  const objectPrototype = Object.prototype;
  const [Text, TypeFault, isFinite, RealDate] = [String, TypeError, Number.isFinite, Date];

  takeAway();
  return { isWhole, call, write, describe };

  /** Without a clock, chance and shared memory, a program gives the same result each time. */
  function takeAway() {
    Math.random = () => fault('There is no Math.random: a program gives the same result each time.');
    Object.assign(ClocklessDate, { UTC: RealDate.UTC, parse: RealDate.parse, now: noClock });
    defineProperty(ClocklessDate, 'name', { value: 'Date' });
    defineProperty(ClocklessDate, 'prototype', { value: RealDate.prototype, writable: false });
    defineProperty(RealDate.prototype, 'constructor', { value: ClocklessDate });
    defineProperty(globalThis, 'Date', { value: ClocklessDate });
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  }

  /** @this {unknown} @param {...unknown} parts */
  function ClocklessDate(...parts) {
    if (new.target === undefined || parts.length === 0) noClock();
    return construct(RealDate, parts, new.target);
  }

  function noClock() {
    return fault('A program has no clock: give the time to it under inputs.');
  }

  /** True when the function is the whole text that it was read from: no brace has closed it early. @param {unknown} made @param {number} length */
  function isWhole(made, length) {
    return typeof made === 'function' && apply(functionText, made, []).length === length;
  }

  /** @param {Function} program @param {string} inputs */
  function call(program, inputs) {
    return apply(program, undefined, [parse(inputs)]);
  }

  /** The value as JSON; throws what keeps it from being JSON. @param {unknown} value */
  function write(value) {
    if (value === undefined) fault('nothing was returned; end the program with `return` and a value');
    /** Where the writer is: it goes through a value depth first. @type {Frame | null} */
    let frame = null;
    return stringify(value, onlyJson);

    /** What would be left out or changed in silence is a fault. @this {unknown} @param {string} key @param {unknown} value */
    function onlyJson(key, value) {
      while (frame !== null && frame.value !== this) frame = frame.up;
      if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
      if (typeof value === 'number') return isFinite(value) ? value : refuse(`the number ${value}`, frame, key);
      if (typeof value === 'undefined' && !isArray(this)) return value;
      if (typeof value !== 'object') return refuse(`a value of type ${typeof value}`, frame, key);
      const parent = isArray(value) ? null : getPrototypeOf(value);
      if (parent !== null && parent !== objectPrototype) {
        return refuse(`an instance of ${cut(value.constructor?.name, 100)}`, frame, key);
      }
      frame = { value, key, up: frame, depth: frame === null ? 1 : frame.depth + 1 };
      return frame.depth > maxDepth ? fault(`a value that is nested deeper than ${maxDepth} levels`) : value;
    }
  }

  /** @param {string} what @param {Frame | null} frame @param {string} key @returns {never} */
  function refuse(what, frame, key) {
    let place = frame === null ? '' : `/${cut(key, 100)}`;
    for (let at = frame; at !== null && at.up !== null; at = at.up) place = `/${cut(at.key, 100)}${place}`;
    return fault(place === '' ? what : `${what} at ${place}`);
  }

  /** Name, message and place of what was thrown, as JSON; every text is short. @param {any} thrown */
  function describe(thrown) {
    const isError = typeof thrown === 'object' && thrown !== null && typeof thrown.message === 'string';
    if (!isError) return stringify({ name: '', message: cut(textOf(thrown), 500), stack: '' });
    const { name, message, stack } = thrown;
    return stringify({ name: cut(name, 100), message: cut(message, 500), stack: cut(stack, 2_000) });
  }

  /** @param {unknown} thrown */
  function textOf(thrown) {
    try {
      return (typeof thrown === 'object' && stringify(thrown)) || Text(thrown);
    } catch {
      return 'No reason was given.';
    }
  }

  /** @param {unknown} text @param {number} length */
  function cut(text, length) {
    return typeof text === 'string' ? apply(slice, text, [0, length]) : '';
  }

  /** @param {string} message @returns {never} */
  function fault(message) {
    throw new TypeFault(message);
  }
}
