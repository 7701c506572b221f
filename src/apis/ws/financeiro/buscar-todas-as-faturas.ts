import { Type } from 'typebox';
import { formatDay } from '#kernel/dates.ts';
import { normalizeDocument } from '#kernel/documents.ts';
import { type Centavos, reais } from '#kernel/money.ts';
import { encargos, faturasDoDocumento, vigenteEm } from '#modules/financeiro/index.ts';
import { read } from '../../core/operation.ts';
import { Optional, Text } from '../wire.ts';

export const buscarTodasAsFaturas = read({
  ids: ['financeiro.faturas.buscarTodas'],
  method: 'GET',
  url: '/ws/financeiro/faturas/:cpfcnpj/todas',
  credentials: ['basic'],
  params: Type.Object({ cpfcnpj: Text(30) }),
  response: Type.Object({
    ClienteEncontrato: Type.Boolean(),
    Faturas: Type.Array(
      Type.Object({
        // Of a paid one; fine and interest of one that is open.
        DataPagamento: Optional(Type.String()),
        VencimentoFormatado: Type.String(),
        ValorMulta: Optional(Type.Number()),
        Valor: Type.Number(),
        idsContratos: Type.Array(Type.Integer()),
        DebitoAutomatico: Type.Boolean(),
        CodigoCliente: Type.Integer(),
        IDFatura: Type.Integer(),
        ValorJuros: Optional(Type.Number()),
        nroBoleto: Type.String(),
        nroDocumento: Type.String(),
        Vencimento: Type.String(),
      }),
    ),
  }),
  async handle({ db, clock }, { params }) {
    const [cliente] = await faturasDoDocumento(db, { documento: normalizeDocument(params.cpfcnpj) });
    if (!cliente) return { ClienteEncontrato: false, Faturas: [] };
    const hoje = clock.today();
    return {
      ClienteEncontrato: true,
      Faturas: cliente.faturas.map((fatura) => {
        const comum = {
          VencimentoFormatado: formatDay(fatura.vencimento, 'dd/MM/yyyy'),
          idsContratos: fatura.contratos,
          DebitoAutomatico: fatura.debito_automatico,
          CodigoCliente: fatura.cliente_id,
          IDFatura: fatura.id,
          nroBoleto: fatura.numero_boleto,
          nroDocumento: fatura.numero_documento,
          Vencimento: fatura.vencimento,
        };
        if (fatura.situacao === 'PAGA') {
          return {
            ...comum,
            Valor: reais(fatura.valor),
            ...(fatura.paga_em !== null && { DataPagamento: fatura.paga_em }),
          };
        }
        const saldo = fatura.saldo as Centavos;
        const { vencimento } = fatura;
        const { multa, juros } = encargos({ saldo, vencimento, ate: hoje }, vigenteEm(cliente.politicas, vencimento));
        return { ...comum, Valor: reais(saldo), ValorMulta: reais(multa), ValorJuros: reais(juros) };
      }),
    };
  },
});
