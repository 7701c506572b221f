import { Type } from 'typebox';
import { converterProspecto as converter } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Optional, Text } from '../wire.ts';

/** 0 = NÃO, 1 = SIM */
const Flag = Type.Integer({ minimum: 0, maximum: 1 });

const documentoEmUso = error(409, 'Já existe um cliente com o CPF ou CNPJ do prospecto.');

export const converterProspecto = write({
  ids: ['clientes.prospecto.converter'],
  method: 'POST',
  url: '/ws/comercial/prospectos/converter/cliente',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idUsuario: Id,
    idProspecto: Id,
    emiteNotaFiscal: Flag,
    emiteNotaUnica: Flag,
    enviaNotaFiscalEmail: Flag,
    emiteFaturaUnica: Flag,
    formadorOpiniao: Flag,
    funcionario: Flag,
    parceiro: Flag,
    recebeSMS: Flag,
    nomePai: Optional(Text(200)),
    idTipoAtividade: Optional(Id),
    idTributacaoFederal: Optional(Id),
    idCfop: Optional(Id),
  }),
  response: Type.Object({ idCliente: Type.Integer() }),
  errors: {
    'prospecto.nao_liberado': ({ oportunidade, aprovacao }) =>
      error(
        409,
        `O prospecto não está liberado para virar cliente: a oportunidade está ${oportunidade} e a análise, ${aprovacao}.`,
      ),
    'cliente.documento_em_uso': documentoEmUso,
    'acesso.login_em_uso': documentoEmUso,
    'tipo_atividade.desconhecido': error(400, 'O idTipoAtividade informado não pertence a nenhum tipo de atividade.'),
    'tributacao_federal.desconhecido': error(
      400,
      'O idTributacaoFederal informado não pertence a nenhuma tributação federal.',
    ),
    'cfop.desconhecido': error(400, 'O idCfop informado não pertence a nenhum CFOP.'),
  },
  async handle({ tx, clock }, { body }) {
    const idCliente = await converter(tx, clock, {
      usuarioId: body.idUsuario,
      prospectoId: body.idProspecto,
      emiteNotaFiscal: body.emiteNotaFiscal === 1,
      emiteNotaUnica: body.emiteNotaUnica === 1,
      enviaNotaFiscalEmail: body.enviaNotaFiscalEmail === 1,
      emiteFaturaUnica: body.emiteFaturaUnica === 1,
      formadorOpiniao: body.formadorOpiniao === 1,
      funcionario: body.funcionario === 1,
      parceiro: body.parceiro === 1,
      recebeSms: body.recebeSMS === 1,
      nomePai: body.nomePai ?? null,
      tipoAtividadeId: body.idTipoAtividade ?? null,
      tributacaoFederalId: body.idTributacaoFederal ?? null,
      cfopId: body.idCfop ?? null,
    });
    return { idCliente };
  },
});
