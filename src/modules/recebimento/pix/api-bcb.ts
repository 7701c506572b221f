import { formatDay } from '#kernel/dates.ts';
import { type PixHttp, semPixHttp } from './http.ts';
import { lerCobranca, lerDevolucao, lerPagina, lerPixRecebido, textoDoValor } from './ler.ts';
import type { CobrancaNoBanco, CobrancaPix, PixPort, PixRecebido, TipoCobranca } from './porta.ts';

const POR_PAGINA = 1000;
/** Pages of one period that are believed: ten million Pix. */
const MAX_PAGINAS = 10_000;

/**
 * The Central Bank's API Pix, as every bank that receives Pix offers it. Source: bacen/pix-api, OpenAPI 2.9.0: PUT, GET
 * and PATCH /cobv/{txid} and /cob/{txid}, GET /pix and /pix/{e2eid}, PUT and GET /pix/{e2eid}/devolucao/{id}, PUT /webhook/{chave}.
 */
export function pixPelaApi(http: PixHttp): PixPort {
  const cobranca = (method: 'GET' | 'PUT' | 'PATCH', caminho: string, body?: object): Promise<CobrancaNoBanco> =>
    http.ask(method, caminho, { body, parse: lerCobranca });
  return {
    disponivel: http !== semPixHttp,
    criarCobv: (nova) => cobranca('PUT', `/cobv/${nova.txid}`, corpoCobv(nova)),
    criarCob: ({ txid, expiracaoSegundos, ...nova }) =>
      cobranca('PUT', `/cob/${txid}`, {
        calendario: { expiracao: expiracaoSegundos },
        valor: { original: textoDoValor(nova.valor) },
        ...corpoComum(nova),
      }),
    consultarCobranca: (tipo, txid) => cobranca('GET', caminhoDa(tipo, txid)),
    removerCobranca: (tipo, txid) =>
      cobranca('PATCH', caminhoDa(tipo, txid), { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
    async listarRecebidos(inicio, fim) {
      const todos: PixRecebido[] = [];
      for (let pagina = 0, paginas = 1; pagina < paginas && pagina < MAX_PAGINAS; pagina++) {
        const query = {
          inicio: instante(inicio),
          fim: instante(fim),
          'paginacao.paginaAtual': String(pagina),
          'paginacao.itensPorPagina': String(POR_PAGINA),
        };
        const lida = await http.ask('GET', '/pix', { query, parse: lerPagina });
        todos.push(...lida.pix);
        paginas = lida.paginas;
      }
      return todos;
    },
    consultarPix: (endToEndId) => http.ask('GET', `/pix/${endToEndId}`, { parse: lerPixRecebido }),
    devolver: (endToEndId, id, valor) =>
      http.ask('PUT', `/pix/${endToEndId}/devolucao/${id}`, {
        body: { valor: textoDoValor(valor) },
        parse: lerDevolucao,
      }),
    consultarDevolucao: (endToEndId, id) =>
      http.ask('GET', `/pix/${endToEndId}/devolucao/${id}`, { parse: lerDevolucao }),
    async configurarWebhook(chave, webhookUrl) {
      const caminho = `/webhook/${encodeURIComponent(chave)}`;
      await http.ask('PUT', caminho, { body: { webhookUrl }, parse: (answer) => answer ?? true });
    },
  };
}

const instante = (value: Date): string => value.toISOString().replace(/\.\d{3}Z$/, 'Z');

const quem = ({ nome, documento }: { nome: string; documento: string }) => ({
  ...(documento.length > 11 ? { cnpj: documento } : { cpf: documento }),
  nome: nome.slice(0, 200),
});

const porcento = (centesimos: number): string => (centesimos / 100).toFixed(2);

const caminhoDa = (tipo: TipoCobranca, txid: string): string => `/${tipo.toLowerCase()}/${txid}`;

const corpoComum = ({ devedor, chave, solicitacao }: Pick<CobrancaPix, 'devedor' | 'chave' | 'solicitacao'>) => ({
  ...(devedor && { devedor: quem(devedor) }),
  chave,
  solicitacaoPagador: solicitacao.slice(0, 140),
});

// multa 2: percent; juros 3: percent a month, by the day.
function corpoCobv(nova: CobrancaPix): object {
  const { vencimento, validadeAposVencimento, valor, encargo } = nova;
  return {
    calendario: { dataDeVencimento: formatDay(vencimento, 'yyyy-MM-dd'), validadeAposVencimento },
    valor: {
      original: textoDoValor(valor),
      ...(encargo.multa > 0 && { multa: { modalidade: 2, valorPerc: porcento(encargo.multa) } }),
      ...(encargo.jurosMes > 0 && { juros: { modalidade: 3, valorPerc: porcento(encargo.jurosMes) } }),
    },
    ...corpoComum(nova),
  };
}
