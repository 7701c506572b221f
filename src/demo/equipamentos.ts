import { FABRICANTES, type Fabricante, genieAcs, type Meios, oltPorHttp } from '#modules/equipamentos/index.ts';
import { httpPartner, type Partner, type Transport } from '#platform/http-partner.ts';

const MARCA = ' (simulado)';

/**
 * OLTs and the ACS of the demo, offline: the real adapters on transports that answer as a bridge and GenieACS would when all
 * goes well. The outcome of each command says that it was simulated.
 */
export function equipamentosSimulados(): Pick<Meios, 'olt' | 'acs'> {
  const ponte = httpPartner({
    name: 'OLT simulada',
    url: 'http://simulado.invalid/',
    token: null,
    transport: async () => Response.json({ executado: true }),
  });
  const pontes = Object.fromEntries(FABRICANTES.map((fabricante) => [fabricante, ponte])) as Record<
    Fabricante,
    Partner
  >;
  return {
    olt: oltPorHttp(pontes, MARCA),
    acs: genieAcs({ url: 'http://simulado.invalid/', transport: acsSimulado, marca: MARCA }),
  };
}

const acsSimulado: Transport = async (address, { method = 'GET' }) => {
  const { pathname, searchParams } = new URL(address);
  if (method === 'POST' && pathname.endsWith('/tasks')) return Response.json({ _id: 'simulada' });
  const query = JSON.parse(searchParams.get('query') ?? '{}') as { '_deviceId._SerialNumber'?: { $in: string[] } };
  const serial = query['_deviceId._SerialNumber']?.$in[0];
  return Response.json(serial ? [{ _id: `000000-SIMULADO-${serial}` }] : []);
};
