import { type Static, Type } from 'typebox';
import { Id, pessoaDe, TipoPessoa } from '../wire.ts';

/** The part of the price table that a body asks for. */
export const tabelaPedida = {
  idPlano: Id,
  idTipoContrato: Id,
  idAreaCobertura: Id,
  tipoPessoa: TipoPessoa,
};

const Body = Type.Object(tabelaPedida);

/** The same in the words of the module. */
export const tabelaDe = (body: Static<typeof Body>) => ({
  planoId: body.idPlano,
  tipoContratoId: body.idTipoContrato,
  areaId: body.idAreaCobertura,
  tipoPessoa: pessoaDe(body.tipoPessoa),
});
