import { describe, expect, it } from '@jest/globals';
import { checkUrlSecrets, credentialOf } from './credentials.js';

describe('what a request shows for itself', () => {
  it.each([
    [{}, { kind: 'none' }],
    [{ authorization: 'Bearer abc' }, { kind: 'text', text: 'abc' }],
    [{ authorization: 'bearer   abc ' }, { kind: 'text', text: 'abc' }],
    [{ 'x-api-key': 'abc' }, { kind: 'text', text: 'abc' }],
    [
      { authorization: 'Bearer abc', 'x-api-key': 'abc' },
      { kind: 'text', text: 'abc' },
    ],
    [{ authorization: 'Bearer abc', 'x-api-key': 'abd' }, { kind: 'unusable' }],
    [{ authorization: 'Bearer abc', 'x-api-key': '' }, { kind: 'unusable' }],
    [{ authorization: 'Bearer', 'x-api-key': 'abc' }, { kind: 'unusable' }],
    [{ authorization: '' }, { kind: 'unusable' }],
    [{ authorization: 'Bearer  ' }, { kind: 'unusable' }],
    [{ authorization: 'Bearer a b' }, { kind: 'unusable' }],
    [{ authorization: 'Bearer ä' }, { kind: 'unusable' }],
    [{ authorization: 'Basic YTpi' }, { kind: 'unusable' }],
    [{ 'x-api-key': 'abc, abd' }, { kind: 'unusable' }],
    [{ 'x-api-key': ['abc', 'abc'] }, { kind: 'unusable' }],
  ])('is %j', (headers, credential) => {
    expect(credentialOf(headers)).toEqual(credential);
  });

  it.each(['/x?token=a', '/x?a=1&ACCESS_TOKEN=', '/x?api%5Fkey=1', '/x?q=ice_sk_1', '/x?q=%69ce_st_1', '/x?ice_sk_1'])(
    'never stands in a URL: %s',
    (url) => {
      const refusal = checkUrlSecrets(url);
      expect([refusal?.code, refusal?.message.includes('ice_s')]).toEqual(['unauthenticated', false]);
    },
  );

  it.each(['/token', '/x?', '/x?tokens=1', '/x?q=key', '/ice_sk_1'])('may be anywhere else, unread: %s', (url) => {
    expect(checkUrlSecrets(url)).toBeNull();
  });
});
