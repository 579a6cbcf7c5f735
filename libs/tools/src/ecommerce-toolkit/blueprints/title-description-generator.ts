/** The blueprint `title_description_generator`: an item's name → the title and the description of its listing. Plain data. */
import type { Blueprint } from '@ice/core';
import { deepFreeze } from '../../json/deep-freeze.js';
import { listingCopy } from './listing-copy.js';

/** Inputs `{item: {name, description?}}`, outputs `{title, description}` of at most 80 and 300 characters. */
export const titleDescriptionGenerator: Blueprint = deepFreeze({
  schema_version: '1.0',
  name: 'title_description_generator',
  title: 'Title and description of a listing',
  description: 'Writes a title of at most 80 and a description of at most 300 characters for one item.',
  tags: ['ecommerce'],
  inputs: {
    item: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 1 }, description: { type: 'string' } },
    },
  },
  nodes: [listingCopy],
  outputs: { title: '{{ nodes.copy.title }}', description: '{{ nodes.copy.description }}' },
});
