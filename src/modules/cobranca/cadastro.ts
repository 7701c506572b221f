import type { Insertable } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { ligarFormasAoConvenio } from '#modules/catalogo/index.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { DB, Reader, Tx } from '#platform/db.ts';
import { inSavepoint } from '#platform/transaction.ts';
import type { CampoDoConvenio } from './bancos/banco.ts';
import { bancos } from './bancos/index.ts';
import { conferirChavePix } from './chave-pix.ts';

/** An agreement as an operator gives it; table convenio says what each field is. */
export type NovoConvenio = Insertable<DB['convenio']>;

export interface MudancaDeConvenio {
  descricao?: string | undefined;
  pix?: { chave: string; modo: 'ESTATICO' | 'COBV' } | null | undefined;
  ativo?: boolean | undefined;
}

const CAMPOS: Readonly<Record<CampoDoConvenio, keyof NovoConvenio>> = {
  agencia: 'agencia',
  conta: 'conta',
  carteira: 'carteira',
  codigoBeneficiario: 'codigo_beneficiario',
  variacao: 'variacao',
};

/**
 * Registers an agreement and gives its id; its numbers begin at `nosso_numero_inicial`. Throws invalid `convenio.campo`
 * (facts campo, banco, regra) for what the bank's layout does not hold, `convenio.digito` (facts campo, banco, digitos) for
 * a check digit that is not the account's, `pix.chave`, `convenio.empresa`, `convenio.conta`.
 */
export async function criarConvenio(tx: Tx, novo: NovoConvenio): Promise<number> {
  conferirCampos(novo);
  conferirDigitos(novo);
  const pix_chave = novo.pix_chave ? conferirChavePix(novo.pix_chave) : null;
  try {
    const { id } = await inSavepoint(tx, () =>
      tx
        .insertInto('convenio')
        .values({ ...novo, pix_chave })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return id;
  } catch (error) {
    switch (violatedConstraint(error)) {
      case 'convenio_empresa_id_fkey':
        throw new DomainError('invalid', 'convenio.empresa', { id: novo.empresa_id });
      case 'convenio_conta_financeira_id_fkey':
        throw new DomainError('invalid', 'convenio.conta', { id: novo.conta_financeira_id });
      default:
        throw error;
    }
  }
}

/**
 * Changes what may change of an agreement: bank, account and number stand on boletos that are out, so another agreement
 * takes their place. Throws notFound `convenio.desconhecido`, invalid `pix.chave`.
 */
export async function alterarConvenio(tx: Tx, id: number, { descricao, pix, ativo }: MudancaDeConvenio): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('convenio')
    .set({
      ...(descricao !== undefined && { descricao }),
      ...(pix !== undefined && { pix_chave: pix ? conferirChavePix(pix.chave) : null, pix_modo: pix?.modo ?? null }),
      ...(ativo !== undefined && { ativo }),
    })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'convenio.desconhecido', { id });
}

/**
 * From now on invoices of these billing forms get boletos of the agreement. Throws notFound `convenio.desconhecido`,
 * invalid `convenio.forma` (facts forma).
 */
export async function usarConvenio(tx: Tx, id: number, formas: readonly number[]): Promise<void> {
  const found = await tx.selectFrom('convenio').select('id').where('id', '=', id).forKeyShare().executeTakeFirst();
  if (!found) throw new DomainError('notFound', 'convenio.desconhecido', { id });
  const [forma] = await ligarFormasAoConvenio(tx, formas, id);
  if (forma !== undefined) throw new DomainError('invalid', 'convenio.forma', { forma });
}

/** Every agreement with its billing forms and how many boletos it has. */
export function listaDeConvenios(db: Reader) {
  return db
    .selectFrom('convenio as c')
    .innerJoin('conta_financeira as f', 'f.id', 'c.conta_financeira_id')
    .select(['c.id', 'c.descricao', 'c.banco_codigo', 'c.agencia', 'c.conta', 'c.carteira', 'c.codigo_beneficiario'])
    .select(['c.pix_modo', 'c.ativo', 'c.empresa_id', 'f.descricao as contaFinanceira'])
    .select((eb) => [
      eb
        .selectFrom('boleto as b')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('b.convenio_id', '=', 'c.id')
        .as('boletos'),
      eb
        .selectFrom('forma_cobranca as k')
        .select(({ fn, cast }) => fn<string>('string_agg', [cast<string>('k.id', 'text'), eb.val(',')]).as('ids'))
        .whereRef('k.convenio_id', '=', 'c.id')
        .as('formas'),
    ])
    .orderBy('c.id')
    .execute();
}

function conferirCampos(novo: NovoConvenio): void {
  const banco = bancos[novo.banco_codigo];
  for (const [campo, coluna] of Object.entries(CAMPOS) as [CampoDoConvenio, keyof NovoConvenio][]) {
    const regra = banco.campos[campo];
    const valor = novo[coluna] as string | null | undefined;
    const recusar = (falta: string) => {
      throw new DomainError('invalid', 'convenio.campo', { campo, banco: banco.nome, regra: falta });
    };
    if (!regra) {
      // Account and number of the agreement are kept for the files, though the bank's boleto has them not.
      if (valor && campo === 'variacao') recusar('não se informa');
      continue;
    }
    if (!valor) {
      if (!regra.opcional) recusar('é obrigatório');
    } else if ('valores' in regra) {
      if (!regra.valores.includes(valor)) recusar(`deve ser um de: ${regra.valores.join(', ')}`);
    } else if (!/^\d+$/.test(valor) || !regra.digitos.includes(valor.length)) {
      recusar(`deve ter ${regra.digitos.join(', ')} dígitos`);
    }
  }
}

function conferirDigitos({ banco_codigo, agencia, agencia_dv, conta, conta_dv }: NovoConvenio): void {
  const { nome, digitos } = bancos[banco_codigo];
  const certos = digitos?.({ agencia, conta });
  if (!certos) return;
  for (const [campo, dado, certo] of [
    ['agencia-dv', agencia_dv, certos.agencia],
    ['conta-dv', conta_dv, certos.conta],
  ] as const) {
    if (dado && certo && !certo.includes(dado)) {
      throw new DomainError('invalid', 'convenio.digito', { campo, banco: nome, digitos: certo });
    }
  }
}
