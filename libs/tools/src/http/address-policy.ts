/** Which addresses are on the public internet. The list is one of what is allowed: an address that nobody thought of is refused. */
import { BlockList, isIP } from 'node:net';

/** IPv4 outside of the public internet (IANA special-purpose registry), multicast and reserved space included. */
const reservedIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** The only IPv6 space that is given out for the internet. Mapped IPv4, NAT64, unique local and link-local lie outside of it. */
const globalIpv6 = ['2000::/3'];

/** What is inside `2000::/3` and still not the internet: protocol assignments with Teredo, documentation, 6to4. */
const reservedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const reserved = listOf([...reservedIpv4, ...reservedIpv6]);
const global = listOf(globalIpv6);

/** True when a socket may be connected to this address; false for every other, and for what is no address at all. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false;
  const version = isIP(address);
  if (version === 4) return !reserved.check(address, 'ipv4');
  return version === 6 && global.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
