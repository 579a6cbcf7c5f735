/** `facebook_formatter`: a product → one request of Facebook's catalog batch. It only writes down: nothing is sent, nothing made up. */
import { z } from 'zod';
import { decimalOf, roundHalfUp, toText } from '../decimal/decimal.js';
import { defineTool } from '../define-tool.js';

/** Facebook's own limits on texts, in characters. */
const longestTitle = 200;
const longestDescription = 9_999;

const availabilities = ['in stock', 'out of stock', 'preorder', 'available for order', 'discontinued'] as const;
const conditions = ['new', 'refurbished', 'used'] as const;

const Product = z
  .looseObject({
    sku: z.string().min(1).optional(),
    listing_id: z.string().min(1).optional(),
    title: z.string().min(1).max(longestTitle).optional(),
    name: z.string().min(1).max(longestTitle).optional(),
    description: z.string().max(longestDescription).default(''),
    price: z.number().min(0).describe('Rounded half up to two digits.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three capitals, like USD')
      .default('USD'),
    image_link: z.string().optional(),
    link: z.string().optional(),
    brand: z.string().optional(),
    availability: z.enum(availabilities).default('in stock'),
    condition: z.enum(conditions).default('new'),
    duplicate: z
      .boolean()
      .default(false)
      .describe('True when the marketplace has it already: UPDATE instead of CREATE.'),
  })
  .refine(({ sku, listing_id }) => sku ?? listing_id, { path: ['sku'], message: 'sku or listing_id is needed' })
  .refine(({ title, name }) => title ?? name, { path: ['title'], message: 'title or name is needed' });

type Product = z.output<typeof Product>;

/** `{enriched_product, partner_seller_id?}` → `{method, data}`. What the product does not have is left out. */
export const facebookFormatter = defineTool({
  name: 'facebook_formatter',
  description: 'Writes a product as one request of the Facebook catalog batch API. Sends nothing.',
  effect: 'pure',
  input: z.object({
    enriched_product: Product.describe('What is to be listed.'),
    partner_seller_id: z.string().min(1).max(200).default('Seller123').describe('Whose listing it is.'),
  }),
  output: z.object({
    method: z.enum(['CREATE', 'UPDATE']).describe('UPDATE for a product that is marked as a duplicate.'),
    data: z
      .object({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        price: z.string().describe('Amount and currency, like "375.00 USD".'),
        image_link: z.string().optional(),
        brand: z.string().optional(),
        availability: z.enum(availabilities),
        condition: z.enum(conditions),
        link: z.string().optional(),
        partner_seller_id: z.string(),
      })
      .describe('The fields of the request; what the product does not have is left out.'),
  }),
  examples: [
    {
      input: { enriched_product: { sku: 'tile-1', title: 'Grey floor tile', description: 'One case.', price: 375 } },
      output: {
        method: 'CREATE',
        data: {
          id: 'tile-1',
          title: 'Grey floor tile',
          description: 'One case.',
          price: '375.00 USD',
          availability: 'in stock',
          condition: 'new',
          partner_seller_id: 'Seller123',
        },
      },
    },
  ],
  run({ enriched_product: product, partner_seller_id }) {
    const { availability, condition, description } = product;
    const texts = {
      id: product.sku ?? product.listing_id ?? '',
      title: product.title ?? product.name ?? '',
      description,
      price: `${toText(roundHalfUp(decimalOf(product.price), 2), 2)} ${product.currency}`,
    };
    const data = { ...texts, ...optionalTexts(product), availability, condition, partner_seller_id };
    return { method: product.duplicate ? 'UPDATE' : 'CREATE', data };
  },
});

function optionalTexts({ image_link, brand, link }: Product) {
  return { ...(image_link && { image_link }), ...(brand && { brand }), ...(link && { link }) };
}
