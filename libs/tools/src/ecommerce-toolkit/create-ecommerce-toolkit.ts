/** The toolkit *ecommerce*: prices, marketplaces and catalogs. What writes texts calls a model, so it is a blueprint and no tool: see
 *  `blueprints/`. */
import type { Toolkit } from '@ice/core';
import { HttpClient, type HttpToolOptions } from '../http/http-client.js';
import { defineToolkit } from '../toolkit.js';
import { facebookFormatter } from './facebook-formatter.js';
import { marketplaceClient } from './marketplace-client.js';
import { pricingStrategy } from './pricing-strategy.js';

/** Configuration of the toolkit. */
export interface EcommerceToolkitOptions {
  /** What `marketplace_client` may reach. */
  readonly http: HttpToolOptions;
}

/**
 * Makes the toolkit.
 * @throws IceError `validation-failed` for an entry of `http.allow` that is not host:port.
 */
export function createEcommerceToolkit(options: EcommerceToolkitOptions): Toolkit {
  return defineToolkit({
    name: 'ecommerce',
    description: 'Prices, marketplaces and catalogs.',
    tools: [facebookFormatter, marketplaceClient(new HttpClient(options.http)), pricingStrategy],
  });
}
