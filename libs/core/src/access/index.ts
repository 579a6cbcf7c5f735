/** Keys and what they allow: their text and its hash, and the list of scopes. */
export { accessScopes, isAccessScope, type AccessScope } from './access-scope.js';
export { apiKeyPrefix, hashApiKeyText, isApiKeyText, mintApiKeyText } from './api-key-text.js';
