import { describe, expect, it } from '@jest/globals';
import { runTool } from '../run-tool.js';
import { facebookFormatter } from './facebook-formatter.js';

const product = { sku: 'tile-1', title: 'Tile', price: 375 };

describe('facebook_formatter', () => {
  it('writes down everything that the product has', async () => {
    const enriched_product = {
      ...product,
      name: 'not used beside a title',
      listing_id: 'LOC-1',
      description: 'One case.',
      price: 1.005,
      currency: 'EUR',
      image_link: 'https://example.com/tile.png',
      link: 'https://example.com/tile',
      brand: 'Quarry',
      availability: 'preorder',
      condition: 'used',
      duplicate: true,
      warehouse: 7,
    };
    expect(await runTool(facebookFormatter, { enriched_product, partner_seller_id: 's1' })).toEqual({
      method: 'UPDATE',
      data: {
        id: 'tile-1',
        title: 'Tile',
        description: 'One case.',
        price: '1.01 EUR',
        image_link: 'https://example.com/tile.png',
        brand: 'Quarry',
        availability: 'preorder',
        condition: 'used',
        link: 'https://example.com/tile',
        partner_seller_id: 's1',
      },
    });
  });

  it('makes up nothing for what the product does not have', async () => {
    const enriched_product = { listing_id: 'LOC-1', name: 'Tile', price: 375 };
    expect(await runTool(facebookFormatter, { enriched_product })).toEqual({
      method: 'CREATE',
      data: {
        id: 'LOC-1',
        title: 'Tile',
        description: '',
        price: '375.00 USD',
        availability: 'in stock',
        condition: 'new',
        partner_seller_id: 'Seller123',
      },
    });
  });

  it.each([
    ['without an id', { title: 'Tile', price: 1 }, '/enriched_product/sku'],
    ['without a title', { sku: 'a', price: 1 }, '/enriched_product/title'],
    ['without a price', { sku: 'a', title: 'Tile' }, '/enriched_product/price'],
    ['with a title that Facebook would refuse', { ...product, title: 'x'.repeat(201) }, '/enriched_product/title'],
    ['with a currency that is none', { ...product, currency: '$' }, '/enriched_product/currency'],
    ['with an availability that is none', { ...product, availability: 'maybe' }, '/enriched_product/availability'],
  ])('refuses a product %s', async (_why, enriched_product, pointer) => {
    await expect(runTool(facebookFormatter, { enriched_product })).rejects.toMatchObject({
      failure: { code: 'tool-input-invalid', evidence: { issues: [{ pointer }] } },
    });
  });
});
