/** The blueprint `listing_agent`: one item → priced, described and posted to a marketplace. Plain data. */
import type { Blueprint } from '@ice/core';
import { deepFreeze } from '../../json/deep-freeze.js';
import { listingCopy } from './listing-copy.js';

/**
 * Inputs `{item: {name, cost, description?, sku?}, margin_percent?, endpoint_url?, upload?}`, outputs
 * `{listing_id, title, description, price}`. With `upload: false` nothing is posted and the id is `LOC-<sku>`. An item without a SKU gets
 * one made of its name and its content, so that two different items of one name stay two.
 */
export const listingAgent: Blueprint = deepFreeze({
  schema_version: '1.0',
  name: 'listing_agent',
  title: 'List one item',
  description: 'Prices an item, writes its title and description, and posts it to a marketplace.',
  tags: ['ecommerce'],
  inputs: {
    item: {
      type: 'object',
      required: ['name', 'cost'],
      properties: {
        name: { type: 'string', minLength: 1 },
        cost: { type: ['number', 'string'] },
        description: { type: 'string' },
        sku: { type: 'string', minLength: 1 },
      },
    },
    margin_percent: { type: 'number', minimum: 0, default: 25 },
    endpoint_url: { type: 'string', default: 'mock://bin/listings' },
    upload: { type: 'boolean', default: true },
  },
  nodes: [
    {
      id: 'sku',
      type: 'tool',
      tool_name: 'echo',
      tool_args: {
        value: "{{ default(inputs.item.sku, slug(inputs.item.name) + '-' + slice(sha256(json(inputs.item)), 0, 6)) }}",
      },
    },
    {
      id: 'price',
      type: 'tool',
      tool_name: 'pricing_strategy',
      tool_args: { cost: '{{ inputs.item.cost }}', margin_percent: '{{ inputs.margin_percent }}' },
    },
    listingCopy,
    {
      id: 'post',
      type: 'tool',
      when: 'inputs.upload',
      tool_name: 'marketplace_client',
      tool_args: {
        endpoint_url: '{{ inputs.endpoint_url }}',
        item: {
          sku: '{{ nodes.sku.value }}',
          title: '{{ nodes.copy.title }}',
          description: '{{ nodes.copy.description }}',
          price: '{{ nodes.price.price }}',
        },
      },
    },
  ],
  outputs: {
    listing_id: "{{ default(nodes.post.listing_id, 'LOC-' + nodes.sku.value) }}",
    title: '{{ nodes.copy.title }}',
    description: '{{ nodes.copy.description }}',
    price: '{{ nodes.price.price }}',
  },
});
