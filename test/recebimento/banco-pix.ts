import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { after } from 'node:test';
import { pixHttp } from '#modules/recebimento/index.ts';

const VALOR = /^\d{1,10}\.\d{2}$/;
const INSTANTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

interface Devolucao {
  id: string;
  rtrId: string;
  valor: string;
  horario: { solicitacao: string };
  status: 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO';
  motivo?: string;
}

interface Cobranca {
  recurso: string;
  body: { valor: { original: string }; chave: string };
  status: string;
  revisao: number;
}

/**
 * A bank's API Pix on this machine. It takes what OpenAPI 2.9.0 of bacen/pix-api documents, and answers 400 with what was
 * wrong to anything else: methods, paths, bodies, parameters, tokens.
 */
export async function bancoPix() {
  const cobrancas = new Map<string, Cobranca>();
  const recebidos: Record<string, unknown>[] = [];
  const pedidos: string[] = [];
  const webhooks = new Map<string, string>();
  const devolucoes = new Map<string, Devolucao[]>();
  const estado = {
    falha: 0,
    semResposta: 0,
    tokens: 0,
    validos: new Set<string>(),
    porPagina: 2,
    devolve: 'EM_PROCESSAMENTO' as Devolucao['status'],
  };

  const server = createServer((request, response) => {
    void responder(request, response).catch((error: Error) => {
      response.writeHead(400, { 'content-type': 'application/problem+json' });
      response.end(
        JSON.stringify({ type: 'https://pix.bcb.gov.br/api/v2/error/RequisicaoInvalida', title: error.message }),
      );
    });
  });

  async function responder(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '' } = request;
    const url = new URL(request.url ?? '/', 'http://banco');
    const texto = await corpoDe(request);
    pedidos.push(`${method} ${url.pathname}`);
    const json = (status: number, body?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    if (url.pathname === '/oauth/token') return json(200, dizerToken(request, texto));
    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined || !estado.validos.has(token)) return json(401, { title: 'token' });
    assert.equal(url.searchParams.get('gw-app-key'), 'minha-chave', 'the query of the address goes along');
    if (estado.falha > 0) {
      estado.falha--;
      return json(503, { title: 'ServicoIndisponivel' });
    }
    const [, recurso = '', id = '', extra = '', extraId = ''] =
      /^\/api\/v2\/(\w+)(?:\/([^/]+))?(?:\/(\w+)\/(\w+))?$/.exec(url.pathname) ?? [];
    const body = texto === '' ? undefined : JSON.parse(texto);
    const feito = rota(`${method} ${recurso}`, decodeURIComponent(id), body, url, extra ? { extra, extraId } : null);
    if (estado.semResposta > 0) {
      estado.semResposta--;
      request.socket.destroy();
      return undefined;
    }
    return json(feito.status, feito.body);
  }

  function dizerToken(request: IncomingMessage, texto: string) {
    assert.equal(request.method, 'POST');
    assert.equal(request.headers.authorization, `Basic ${Buffer.from('cliente:segredo').toString('base64')}`);
    assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
    const form = new URLSearchParams(texto);
    assert.equal(form.get('grant_type'), 'client_credentials');
    assert.match(form.get('scope') ?? '', /cobv\.write/);
    const token = `token-${++estado.tokens}`;
    estado.validos.add(token);
    return { access_token: token, token_type: 'Bearer', expires_in: 3600, scope: form.get('scope') };
  }

  function rota(
    que: string,
    id: string,
    body: Record<string, unknown> | undefined,
    url: URL,
    dentro: { extra: string; extraId: string } | null,
  ): { status: number; body?: unknown } {
    switch (que) {
      case 'PUT cob':
      case 'PUT cobv': {
        const recurso = que.slice(4);
        assert.match(id, /^[a-zA-Z0-9]{26,35}$/, 'txid');
        if (cobrancas.has(id)) return { status: 400, body: { title: 'OperacaoInvalida: txid em uso' } };
        conferirCobranca(body, recurso);
        cobrancas.set(id, { recurso, body: body as Cobranca['body'], status: 'ATIVA', revisao: 0 });
        return { status: 201, body: comoCob(id) };
      }
      case 'GET cob':
      case 'GET cobv':
        return cobrancas.get(id)?.recurso === que.slice(4)
          ? { status: 200, body: comoCob(id) }
          : { status: 404, body: { title: 'NaoEncontrado' } };
      case 'PATCH cob':
      case 'PATCH cobv': {
        assert.deepEqual(body, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' });
        const cobranca = cobrancas.get(id);
        assert.equal(cobranca?.recurso, que.slice(6));
        if (cobranca?.status !== 'ATIVA') return { status: 400, body: { title: 'CobVOperacaoInvalida' } };
        cobranca.status = 'REMOVIDA_PELO_USUARIO_RECEBEDOR';
        cobranca.revisao++;
        return { status: 200, body: comoCob(id) };
      }
      case 'GET pix':
        if (dentro) return daDevolucao(id, dentro);
        return id === '' ? { status: 200, body: pagina(url) } : umPix(id);
      case 'PUT webhook':
        assert.match(String(body?.['webhookUrl']), /^https:\/\//);
        webhooks.set(id, String(body?.['webhookUrl']));
        return { status: 200 };
      case 'PUT pix':
        return devolver(id, body, dentro);
      default:
        throw new Error(`a API não tem ${que}`);
    }
  }

  const umPix = (e2eid: string) => {
    const pix = recebidos.find((one) => one['endToEndId'] === e2eid);
    if (!pix) return { status: 404, body: { title: 'PixNaoEncontrado' } };
    return { status: 200, body: { ...pix, devolucoes: devolucoes.get(e2eid) ?? [] } };
  };

  function daDevolucao(e2eid: string, { extra, extraId }: { extra: string; extraId: string }) {
    assert.equal(extra, 'devolucao');
    const found = devolucoes.get(e2eid)?.find(({ id }) => id === extraId);
    return found ? { status: 200, body: found } : { status: 404, body: { title: 'PixDevolucaoNaoEncontrada' } };
  }

  // Schema DevolucaoSolicitada: valor, and besides it natureza and descricao.
  function devolver(e2eid: string, body: object | undefined, dentro: { extra: string; extraId: string } | null) {
    assert.equal(dentro?.extra, 'devolucao');
    assert.match(dentro?.extraId ?? '', /^[a-zA-Z0-9]{1,35}$/);
    const { valor, ...outros } = (body ?? {}) as { valor?: unknown };
    assert.match(String(valor), VALOR);
    assert.deepEqual(
      Object.keys(outros).filter((name) => !['natureza', 'descricao'].includes(name)),
      [],
    );
    const pix = recebidos.find((one) => one['endToEndId'] === e2eid);
    if (!pix) return { status: 404, body: { title: 'PixNaoEncontrado' } };
    const feitas = devolucoes.get(e2eid) ?? [];
    const resta = feitas
      .filter(({ status }) => status !== 'NAO_REALIZADO')
      .reduce((soma, feita) => soma - Number(feita.valor) * 100, Number(pix['valor']) * 100);
    if (feitas.some(({ id }) => id === dentro?.extraId) || Number(valor) * 100 > resta) {
      return { status: 400, body: { title: 'PixDevolucaoInvalida' } };
    }
    const feita: Devolucao = {
      id: dentro?.extraId ?? '',
      rtrId: `D${'0'.repeat(31)}`,
      valor: String(valor),
      horario: { solicitacao: '2026-12-05T15:00:00.000Z' },
      status: estado.devolve,
    };
    devolucoes.set(e2eid, [...feitas, feita]);
    return { status: 201, body: feita };
  }

  const comoCob = (txid: string) => {
    const { body, status, revisao } = cobrancas.get(txid) as Cobranca;
    const pix = recebidos.filter((one) => one['txid'] === txid);
    return { ...body, txid, status, revisao, pixCopiaECola: `00020126${txid}`, pix, loc: { id: 1 }, novoCampo: true };
  };

  function pagina({ searchParams }: URL) {
    for (const name of ['inicio', 'fim']) assert.match(searchParams.get(name) ?? '', INSTANTE, name);
    const [inicio, fim] = ['inicio', 'fim'].map((name) => Date.parse(searchParams.get(name) ?? '')) as [number, number];
    const atual = Number(searchParams.get('paginacao.paginaAtual'));
    assert.match(searchParams.get('paginacao.itensPorPagina') ?? '', /^\d+$/);
    const todos = recebidos.filter(({ horario }) => {
      const quando = Date.parse(String(horario));
      return quando >= inicio && quando <= fim;
    });
    const { porPagina } = estado;
    return {
      parametros: {
        inicio: searchParams.get('inicio'),
        fim: searchParams.get('fim'),
        paginacao: {
          paginaAtual: atual,
          itensPorPagina: porPagina,
          quantidadeDePaginas: Math.ceil(todos.length / porPagina),
          quantidadeTotalDeItens: todos.length,
        },
      },
      pix: todos.slice(atual * porPagina, (atual + 1) * porPagina),
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const address = server.address();
  const porta = typeof address === 'object' && address ? address.port : 0;
  return {
    base: `http://127.0.0.1:${porta}`,
    cobrancas,
    recebidos,
    pedidos,
    webhooks,
    devolucoes,
    estado,
    /** The bank receives money for a charge. */
    pagar(txid: string, pix: Record<string, unknown>): void {
      recebidos.push({ txid, ...pix });
      const cobranca = cobrancas.get(txid);
      if (cobranca) cobranca.status = 'CONCLUIDA';
    },
  };
}

/** How that bank is asked. */
export const httpDo = ({ base }: { base: string }, changed = {}) =>
  pixHttp({
    url: `${base}/api/v2/?gw-app-key=minha-chave`,
    tokenUrl: `${base}/oauth/token`,
    clientId: 'cliente',
    clientSecret: 'segredo',
    scopes: 'cob.write cobv.write cobv.read pix.read pix.write webhook.write',
    ...changed,
  });

// Schemas CobSolicitada and CobVSolicitada.
function conferirCobranca(body: Record<string, unknown> | undefined, recurso: string): void {
  assert.ok(body);
  const known = ['calendario', 'devedor', 'loc', 'valor', 'chave', 'solicitacaoPagador', 'infoAdicionais'];
  assert.deepEqual(
    Object.keys(body).filter((name) => !known.includes(name)),
    [],
  );
  const calendario = body['calendario'] as Record<string, unknown>;
  if (recurso === 'cobv') {
    assert.match(String(calendario['dataDeVencimento']), /^\d{4}-\d\d-\d\d$/);
    assert.ok(Number.isInteger(calendario['validadeAposVencimento']));
  } else {
    assert.deepEqual(Object.keys(calendario), ['expiracao']);
    assert.ok(Number.isInteger(calendario['expiracao']) && Number(calendario['expiracao']) >= 1);
    assert.deepEqual(Object.keys(body['valor'] as object), ['original']);
  }
  const valor = body['valor'] as Record<string, { modalidade: number; valorPerc: string }> & { original: string };
  assert.match(valor.original, VALOR);
  for (const name of ['multa', 'juros']) {
    const parte = valor[name];
    if (!parte) continue;
    assert.ok(name === 'multa' ? [1, 2].includes(parte.modalidade) : parte.modalidade >= 1 && parte.modalidade <= 8);
    assert.match(parte.valorPerc, VALOR);
  }
  assert.match(String(body['chave']), /^.{1,77}$/);
  assert.ok(String(body['solicitacaoPagador']).length <= 140);
  const devedor = body['devedor'] as Record<string, string> | undefined;
  if (devedor) {
    assert.ok(devedor['nome'] && devedor['nome'].length <= 200);
    assert.match(devedor['cpf'] ?? devedor['cnpj'] ?? '', /^(\d{11}|[0-9A-Z]{14})$/);
  }
}

async function corpoDe(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
