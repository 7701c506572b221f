import { setTimeout as wait } from 'node:timers/promises';
import { clearSalePorHttp, type ParceirosDeCredito, spcPorHttp } from '#modules/prospectos/index.ts';
import type { Database, DB } from '#platform/db.ts';
import { httpPartner, type Transport } from '#platform/http-partner.ts';
import { reputacaoInventada } from './reputacao.ts';

type Parceiro = DB['demo_parceiro']['parceiro'];

/**
 * The partners of the demo, offline: the real adapters on a transport that answers from the table demo_parceiro, and
 * from the digits of the document where it says nothing. `PUT /demo/parceiros/…` makes them fail.
 */
export function parceirosSimulados(db: Database): ParceirosDeCredito {
  const partner = (parceiro: Parceiro, name: string) =>
    httpPartner({
      name: `${name} simulado`,
      url: 'http://simulado.invalid/',
      token: null,
      transport: simulador(db, parceiro),
      // Somebody who looks at a failure wants to see each call fail, and then the next one succeed.
      breaker: { failures: 1000, openMs: 1000 },
      deadlineMs: 2000,
      attemptMs: 800,
    });
  return {
    spc: spcPorHttp(partner('SPC', 'SPC'), true),
    clearSale: clearSalePorHttp(partner('CLEAR_SALE', 'Clear Sale'), true),
  };
}

function simulador(db: Database, parceiro: Parceiro): Transport {
  return async (_url, { body, signal }) => {
    const { documento } = JSON.parse(String(body)) as { documento: string };
    const rows = await db
      .selectFrom('demo_parceiro')
      .select(['documento', 'resposta', 'falha'])
      .where('parceiro', '=', parceiro)
      .where('documento', 'in', [documento, '*'])
      .execute();
    const falha = rows.find((row) => row.falha !== null)?.falha;
    if (falha === 'atraso') await wait(60_000, undefined, { signal: signal ?? undefined });
    if (falha === 'erro') return new Response('{"erro":"simulado"}', { status: 503 });
    if (falha === 'malformada') return new Response('<html>simulado</html>');
    const guardada = rows.find((row) => row.documento === documento)?.resposta;
    return Response.json(guardada ?? reputacaoInventada(parceiro, documento));
  };
}
