import { Popover, Stack, TextInput } from '@mantine/core';
import { useTexts } from '@/shared/i18n/language';
import { palette } from './palette';
import css from './SchemaEditor.module.css';
import { texts } from './texts';

interface Props {
  name: string;
  color: string;
  onChange(color: string): void;
}

/** A swatch that opens the palette; any other colour by its code. */
export function ColorPick({ name, color, onChange }: Props) {
  const t = useTexts(texts);
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={css.swatch}
          style={{ background: color }}
          aria-label={t.color(name)}
        />
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Stack gap="xs">
          <div className={css.colors}>
            {palette.map((offered) => (
              <button
                key={offered}
                type="button"
                className={css.swatch}
                style={{ background: offered }}
                aria-label={offered}
                aria-pressed={offered === color.toLowerCase()}
                onClick={() => onChange(offered)}
              />
            ))}
          </div>
          <TextInput
            aria-label={t.customColor}
            defaultValue={color}
            key={color}
            onChange={(event) => {
              const typed = event.currentTarget.value.trim();
              if (/^#[0-9a-f]{6}$/i.test(typed)) onChange(typed.toLowerCase());
            }}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
