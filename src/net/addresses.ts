/** Which addresses may be asked: those of the public internet, and what the newsroom allows of its own network. */
import ipaddr from 'ipaddr.js';

/** What the newsroom allows besides: names of hosts, addresses, ranges such as `10.1.0.0/16`. */
export interface Allowed {
  names: ReadonlySet<string>;
  ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
}

const rangeOf = (entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined => {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.isValid(entry)) return undefined;
  const address = ipaddr.parse(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** Reads the entries of `ONRECORD_OUTGOING_ALLOWED`. */
export const allowedOf = (entries: readonly string[]): Allowed => {
  const ranges = entries.map(rangeOf).filter((range) => range !== undefined);
  const names = new Set(
    entries.filter((entry) => rangeOf(entry) === undefined).map((entry) => entry.toLowerCase()),
  );
  return { names, ranges };
};

/** Global unicast (RFC 4291): whatever else IPv6 has leads inside, nowhere, or to an IPv4 address in disguise. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Where Azure answers its own machines with their secrets: it lies among the public ones. */
const CLOUD_INSIDE = ['168.63.129.16'];

const isWithin = (
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [network, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean => address.kind() === network.kind() && address.match(network, bits);

/** Whether an address, as a resolver or an URL gives it, is one of the public internet. */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast' || CLOUD_INSIDE.includes(address.toString())) return false;
  return address.kind() === 'ipv4' || isWithin(address, GLOBAL_UNICAST);
};

/** Whether `host`, which stands at `address`, may be asked. */
export const mayAsk = (allowed: Allowed, host: string, address: string): boolean => {
  if (isPublicAddress(address) || allowed.names.has(host.toLowerCase())) return true;
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return allowed.ranges.some((range) => isWithin(parsed, range));
};
