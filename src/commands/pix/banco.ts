import type { PixPort } from '#modules/recebimento/index.ts';
import { readConfig } from '../../config.ts';
import type { Installation } from '../../installation.ts';
import { demoPorts, pixOf } from '../../ports.ts';
import { UsageError } from '../command.ts';

/** The bank that receives Pix; the demo's where that is asked for. Throws UsageError when none is configured. */
export function bancoDoPix(installation: Installation, demo: boolean | undefined): PixPort {
  const config = readConfig();
  const pix = demo ? demoPorts(config, installation).pix : pixOf(config);
  if (!pix.disponivel) {
    throw new UsageError('Não há banco configurado para o Pix: BALCAO_PIX_URL (docs/recebimento.md).');
  }
  return pix;
}
