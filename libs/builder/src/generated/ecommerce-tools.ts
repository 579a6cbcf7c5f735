/** Written by `npm run schemas` out of the schemas of the tools; a test tells when it is stale. Types only. */
import type { AnyJson } from '../any-json.js';

/** The tools of the toolkit `ecommerce`. */
export interface EcommerceTools {
  /** Writes a product as one request of the Facebook catalog batch API. Sends nothing. */
  readonly "facebook_formatter": {
    readonly input: {
      /** What is to be listed. */
      readonly "enriched_product": ({ readonly "sku"?: string; readonly "listing_id"?: string; readonly "title"?: string; readonly "name"?: string; readonly "description"?: string; readonly "price": number; readonly "currency"?: string; readonly "image_link"?: string; readonly "link"?: string; readonly "brand"?: string; readonly "availability"?: "in stock" | "out of stock" | "preorder" | "available for order" | "discontinued"; readonly "condition"?: "new" | "refurbished" | "used"; readonly "duplicate"?: boolean } & { readonly [name: string]: AnyJson });
      /** Whose listing it is. */
      readonly "partner_seller_id"?: string;
    };
    readonly output: {
      /** UPDATE for a product that is marked as a duplicate. */
      readonly "method": "CREATE" | "UPDATE";
      /** The fields of the request; what the product does not have is left out. */
      readonly "data": { readonly "id": string; readonly "title": string; readonly "description": string; readonly "price": string; readonly "image_link"?: string; readonly "brand"?: string; readonly "availability": "in stock" | "out of stock" | "preorder" | "available for order" | "discontinued"; readonly "condition": "new" | "refurbished" | "used"; readonly "link"?: string; readonly "partner_seller_id": string };
    };
  };
  /** Posts an item as JSON to a marketplace endpoint and gives the id of the listing. */
  readonly "marketplace_client": {
    readonly input: {
      /** https, an address that the operator allows, or mock://bin/…. */
      readonly "endpoint_url": string;
      /** What to list; all of its fields are posted. */
      readonly "item": ({ readonly "sku": string } & { readonly [name: string]: AnyJson });
      /** Sent as "Authorization: Bearer …". */
      readonly "api_key"?: string;
      /** For the whole call. */
      readonly "timeout_s"?: number;
    };
    readonly output: {
      /** As the marketplace gave it. */
      readonly "listing_id": string;
      /** The body of the answer. */
      readonly "raw_response": AnyJson;
    };
  };
  /** Adds a margin to a cost and rounds half up. The cost may be a text: its first number counts, as in "$300 per cs". */
  readonly "pricing_strategy": {
    readonly input: {
      /** A number, or a text with one; the point is the decimal mark. */
      readonly "cost": number | string;
      /** Added to the cost. */
      readonly "margin_percent"?: number;
      /** No price is below this. */
      readonly "min_price"?: number;
      /** Digits after the point. */
      readonly "decimals"?: number;
    };
    readonly output: {
      /** Rounded half up. */
      readonly "price": number;
    };
  };
}
