import { type Static, Type } from 'typebox';
import { TIPOS_SERVICO, TURNOS } from '#modules/agenda/index.ts';

/** Monday first, as ISO counts them. */
export const DIAS = ['segunda', 'terca', 'quarta', 'quinta', 'sexta', 'sabado', 'domingo'] as const;

const um = <const T extends string>(...values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] });
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const Nome = Type.String({ minLength: 1, maxLength: 200 });
const Hora = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Dia = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Ligado = Type.Optional(Type.Boolean());
const strict = { additionalProperties: false };

/** The records of the file, by section. What may be absent has the default that the table has. */
export const registros = {
  centros_custo: Type.Object({ id: Id, descricao: Nome }, strict),
  fechamentos: Type.Object(
    { id: Id, descricao: Nome, solucionado: Type.Boolean(), assinatura: Ligado, imagens: Ligado },
    strict,
  ),
  tipos: Type.Object(
    {
      id: Id,
      descricao: Nome,
      servico: um(...TIPOS_SERVICO),
      tecnologia: um('INTERNET', 'TELEFONIA', 'TV', 'HOSPEDAGEM', 'OUTROS'),
      destino: Type.Optional(Id),
      prazo: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
      unidade: Type.Optional(um('HORAS', 'DIAS')),
      corrido: Ligado,
      escalona_para: Type.Optional(Id),
      manutencao_interna: Ligado,
      fechamentos: Type.Optional(Type.Array(Id)),
    },
    strict,
  ),
  expediente: Type.Object({ dia: um(...DIAS), das: Hora, ate: Hora }, strict),
  feriados: Type.Object({ dia: Dia, descricao: Nome, cidade: Type.Optional(Id) }, strict),
  agenda: Type.Object(
    {
      dia: um(...DIAS),
      turno: um(...TURNOS),
      servico: um(...TIPOS_SERVICO),
      cidade: Id,
      tecnologia: Id,
      tipo_contrato: Type.Optional(Id),
      tecnicos: Type.Integer({ minimum: 1, maximum: 1000 }),
      visitas: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      de: Type.Optional(Dia),
      ate: Type.Optional(Dia),
    },
    strict,
  ),
};

export type Secao = keyof typeof registros;

/** The whole file; a section that is absent is left as it is. */
export type ArquivoDeAtendimento = { [S in Secao]?: Static<(typeof registros)[S]>[] };
