import { parseCep } from '#kernel/cep.ts';
import { type Day, parseDay } from '#kernel/dates.ts';
import { emailIsValid } from '#kernel/text.ts';
import type { Falha } from '#modules/clientes/index.ts';
import type { Bruto } from './contatos.ts';

/** Reads the fields of one contact and collects all that is wrong with them. What is wrong reads as absent. */
export class Leitor {
  readonly falhas: Falha[];
  readonly #bruto: Bruto;
  readonly #prefixo: string;

  /** `prefixo` stands before the names of the fields where they are told: those of a person in a contact. */
  constructor(bruto: Bruto, falhas: Falha[] = [], prefixo = '') {
    this.#bruto = bruto;
    this.falhas = falhas;
    this.#prefixo = prefixo;
  }

  falha(codigo: string, { campo, ...fatos }: Record<string, unknown> = {}): null {
    this.falhas.push({
      codigo,
      fatos: { ...fatos, ...(campo !== undefined && { campo: `${this.#prefixo}${campo}` }) },
    });
    return null;
  }

  /** A text of at most `maximo` characters, without blanks around; null when it is absent or empty. */
  texto(campo: string, maximo: number): string | null {
    const valor = this.#bruto[campo];
    if (valor === undefined || valor === null) return null;
    if (typeof valor !== 'string' && typeof valor !== 'number') return this.falha('campo.texto', { campo });
    const texto = String(valor).normalize('NFC').trim();
    if (texto === '') return null;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no text holds them
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(texto)) return this.falha('campo.caractere', { campo });
    if ([...texto].length > maximo) return this.falha('campo.tamanho', { campo, maximo });
    return texto;
  }

  /** A text that must be there; "" and the code when it is not. */
  obrigatorio(campo: string, maximo: number, codigo: string): string {
    const antes = this.falhas.length;
    const texto = this.texto(campo, maximo);
    if (texto === null && this.falhas.length === antes) this.falha(codigo);
    return texto ?? '';
  }

  /** Digits that may have come as a number, which has lost its zeros in front. */
  digitos(campo: string, maximo: number, comprimentos: readonly number[]): string | null {
    const texto = this.texto(campo, maximo);
    if (texto === null || typeof this.#bruto[campo] !== 'number') return texto;
    const inteiro = comprimentos.find((comprimento) => texto.length <= comprimento);
    return inteiro ? texto.padStart(inteiro, '0') : texto;
  }

  /** A whole number that is not negative; 0 means absent where an id is read. */
  inteiro(campo: string): number | null {
    const texto = this.texto(campo, 20);
    if (texto === null) return null;
    return /^\d{1,15}$/.test(texto) ? Number(texto) : this.falha('campo.inteiro', { campo });
  }

  id(campo: string): number | null {
    return this.inteiro(campo) || null;
  }

  opcao<const T extends string | number>(campo: string, opcoes: readonly T[]): T | null {
    const texto = this.texto(campo, 20)?.toLowerCase();
    if (texto === undefined) return null;
    const found = opcoes.find((opcao) => String(opcao).toLowerCase() === texto);
    return found ?? this.falha('campo.opcao', { campo, opcoes: opcoes.join(', ').replace(/, (?=[^,]+$)/, ' ou ') });
  }

  dia(campo: string): Day | null {
    const texto = this.texto(campo, 10);
    if (texto === null) return null;
    return parseDay(texto, 'dd/MM/yyyy') ?? this.falha('campo.data', { campo, formato: 'dd/mm/yyyy' });
  }

  email(campo: string, maximo = 50): string | null {
    const texto = this.texto(campo, maximo);
    if (texto === null || emailIsValid(texto, maximo)) return texto;
    return this.falha('campo.email', { campo });
  }

  /** A CEP in digits; an address abroad has a postal code of its own kind. */
  cep(campo: string, noBrasil: boolean): string | null {
    const texto = this.digitos(campo, 10, [8]);
    if (texto === null || !noBrasil) return texto;
    return parseCep(texto) ?? this.falha('campo.cep', { campo });
  }
}
