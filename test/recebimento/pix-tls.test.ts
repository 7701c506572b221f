import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { after, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { pixHttp, pixPelaApi } from '#modules/recebimento/index.ts';
import {
  CA_CERTIFICADO,
  CLIENTE_CERTIFICADO,
  CLIENTE_CHAVE,
  SERVIDOR_CERTIFICADO,
  SERVIDOR_CHAVE,
} from './certificados.ts';

setDefaultCACertificates([...getCACertificates(), CA_CERTIFICADO]);

const vistos: string[] = [];
const server = createServer(
  { cert: SERVIDOR_CERTIFICADO, key: SERVIDOR_CHAVE, ca: CA_CERTIFICADO, requestCert: true, rejectUnauthorized: true },
  (request, response) => {
    vistos.push(`${(request.socket as TLSSocket).getPeerCertificate().subject.CN} ${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    if (request.url === '/token') response.end(JSON.stringify({ access_token: 't', expires_in: 300 }));
    else response.end(JSON.stringify({ txid: 'x', status: 'ATIVA', pixCopiaECola: 'y' }));
  },
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const address = server.address();
const porta = typeof address === 'object' && address ? address.port : 0;
const banco = (tls: object, host = 'localhost') => {
  const base = `https://${host}:${porta}`;
  const conta = { url: `${base}/v2`, tokenUrl: `${base}/token`, clientId: 'c', clientSecret: 's', scopes: 'x' };
  return pixPelaApi(pixHttp({ ...conta, ...tls }));
};
const nosso = { certificado: Buffer.from(CLIENTE_CERTIFICADO), chave: Buffer.from(CLIENTE_CHAVE) };

test('the bank sees the client certificate at the token and at the API', async () => {
  assert.equal((await banco(nosso).consultarCobranca('COBV', 'x')).status, 'ATIVA');
  assert.deepEqual(vistos, ['cliente POST /token', 'cliente GET /v2/cobv/x']);
});

test('without a certificate the bank lets nobody in; a server that nobody vouches for is not asked', async () => {
  await assert.rejects(banco({}).consultarCobranca('COBV', 'x'), { name: 'PartnerError', reason: 'sem_conexao' });
  setDefaultCACertificates(getCACertificates('bundled'));
  // A connection that is open would be used again.
  await assert.rejects(banco(nosso, '127.0.0.1').consultarCobranca('COBV', 'x'), {
    name: 'PartnerError',
    reason: 'sem_conexao',
  });
  assert.equal(vistos.length, 2);
});
