//! Whether everything can be read: WCAG 2 contrast of what each role is painted with, in every theme and
//! depth, on the grounds and palettes that terminals have.

use frontdesk::{
    text::{Accents, Role, Surface},
    theme::{Charset, Depth, Rgb, Theme, ThemeName},
};
use ratatui::style::{Color, Modifier, Style};

/// What is read out, and the rest of what is read.
const ALOUD: f32 = 7.0;
const READ: f32 = 4.5;

const ROLES: [(Surface, f32, &[Role]); 14] = {
    use Role as R;
    [
        (Surface::Page, ALOUD, &[R::Answer, R::Fact]),
        (Surface::Doctor, ALOUD, &[R::Quote]),
        (Surface::Say, ALOUD, &[R::Say]),
        (Surface::Heading, READ, &[R::Heading, R::Meta, R::Look]),
        (Surface::Page, READ, &[R::Heading, R::Bullet, R::Question]),
        (Surface::Page, READ, &[R::Less, R::Number]),
        (Surface::Page, READ, &[R::Search, R::Look]),
        (Surface::Page, READ, &[R::Key, R::Hint]),
        (Surface::Doctor, READ, &[R::Speaker]),
        (Surface::Say, READ, &[R::SayLabel]),
        (Surface::Staff, READ, &[R::Staff, R::StaffLabel]),
        (Surface::Chosen, READ, &[R::Chosen, R::Meta]),
        (Surface::Look, READ, &[R::LookStrong]),
        (Surface::Stop, READ, &[R::Stop]),
    ]
};

/// What only says again what words say; green is weak where 16 colours are all there is.
const ORNAMENTS: [(Surface, f32, &[Role]); 3] = [
    (Surface::Doctor, 3.0, &[Role::QuoteMark]),
    (Surface::Say, 3.0, &[Role::SayMark]),
    (Surface::Page, 3.0, &[Role::Rule]),
];

/// Grounds of terminals that the dark inks are for, and the light ones.
const DARK: [u32; 6] = [
    0x00_0000, 0x2e_3436, 0x1e_1e1e, 0x30_0a24, 0x0c_0c0c, 0x00_2b36,
];
const LIGHT: [u32; 4] = [0xff_ffff, 0xee_eeec, 0xf2_f2f2, 0xfd_f6e3];

/// The 16 colours of xterm, Tango, Campbell, Solarized and the Linux console.
const PALETTES: [[u32; 16]; 5] = [
    [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
        0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ],
    [
        0x2e_3436, 0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a, 0xd3_d7cf,
        0x55_5753, 0xef_2929, 0x8a_e234, 0xfc_e94f, 0x72_9fcf, 0xad_7fa8, 0x34_e2e2, 0xee_eeec,
    ],
    [
        0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc,
        0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
    ],
    [
        0x07_3642, 0xdc_322f, 0x85_9900, 0xb5_8900, 0x26_8bd2, 0xd3_3682, 0x2a_a198, 0xee_e8d5,
        0x00_2b36, 0xcb_4b16, 0x58_6e75, 0x65_7b83, 0x83_9496, 0x6c_71c4, 0x93_a1a1, 0xfd_f6e3,
    ],
    [
        0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
        0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ],
];

/// The grounds that each of them is used on.
const GROUNDS: [[u32; 2]; 5] = [
    [0x00_0000, 0xff_ffff],
    [0x2e_3436, 0xee_eeec],
    [0x0c_0c0c, 0xf2_f2f2],
    [0x00_2b36, 0xfd_f6e3],
    [0x00_0000, 0x00_0000],
];

fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// What a terminal with this palette and ground shows for a colour.
fn shown(colour: Option<Color>, palette: &[u32; 16], default: Rgb) -> Rgb {
    match colour {
        None | Some(Color::Reset) => default,
        Some(Color::Rgb(red, green, blue)) => Rgb(red, green, blue),
        Some(Color::Indexed(number @ 16..=231)) => {
            let number = number - 16;
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            Rgb(level(number / 36), level(number / 6 % 6), level(number % 6))
        }
        Some(Color::Indexed(number @ 232..)) => {
            let level = 8 + 10 * (number - 232);
            Rgb(level, level, level)
        }
        Some(Color::Indexed(number)) => rgb(palette[usize::from(number)]),
        Some(named) => panic!("{named} has no number"),
    }
}

/// The contrast of a role on its surface.
fn contrast(theme: &Theme, role: Role, surface: Surface, palette: &[u32; 16], ground: Rgb) -> f32 {
    let style: Style = theme
        .base()
        .patch(theme.surface(surface).fill)
        .patch(theme.style(role, Accents::NONE));
    let front = shown(style.fg, palette, Rgb(0xff, 0xff, 0xff));
    let back = shown(style.bg, palette, ground);
    let (front, back) = (front.luminance(), back.luminance());
    (front.max(back) + 0.05) / (front.min(back) + 0.05)
}

#[test]
fn everything_can_be_read() {
    use ThemeName::{Auto, Contrast, Dark, Light};
    let mut unreadable = Vec::new();
    let mut check = |name, depth, ground: Option<u32>, palette: &[u32; 16]| {
        let mut theme = Theme::new(name, depth, Charset::Unicode);
        let ground = ground.map(rgb);
        if let Some(ground) = ground {
            theme = theme.on_ground(ground);
        }
        let ornaments = match depth {
            Depth::True | Depth::Indexed => &ORNAMENTS[..],
            _ => &[],
        };
        let ground = ground.unwrap_or(rgb(palette[0]));
        for (surface, least, roles) in ROLES.iter().chain(ornaments) {
            for role in *roles {
                let contrast = contrast(&theme, *role, *surface, palette, ground);
                if contrast < *least {
                    let what = format!("{role:?} on {surface:?}, {name:?} {depth:?} {ground:?}");
                    unreadable.push(format!("{what}: {contrast:.1} < {least}"));
                }
            }
        }
    };
    for name in [Auto, Dark, Light, Contrast] {
        for depth in [Depth::True, Depth::Indexed] {
            check(name, depth, None, &PALETTES[0]);
        }
        for palette in &PALETTES {
            check(name, Depth::Sixteen, None, palette);
            check(name, Depth::Console, None, palette);
        }
    }
    // The terminal's own ground; the last is between light and dark, where the theme brings its own.
    for ground in DARK.into_iter().chain(LIGHT).chain([0x80_8080]) {
        for depth in [Depth::True, Depth::Indexed] {
            check(ThemeName::Auto, depth, Some(ground), &PALETTES[0]);
        }
    }
    for (palette, grounds) in PALETTES.iter().zip(GROUNDS) {
        for ground in grounds {
            check(ThemeName::Auto, Depth::Sixteen, Some(ground), palette);
        }
    }
    assert!(unreadable.is_empty(), "{}", unreadable.join("\n"));
}

#[test]
fn in_sixteen_colours_bold_goes_with_bright_white_alone() {
    for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
        let theme = Theme::new(name, Depth::Sixteen, Charset::Unicode);
        for role in ROLES.iter().flat_map(|(.., roles)| *roles) {
            for accents in [Accents::NONE, Accents::STRONG, Accents::MARK] {
                let style = theme.style(*role, accents);
                let is_bold = style.add_modifier.contains(Modifier::BOLD);
                let is_white = style.fg == Some(Color::Indexed(15));
                assert!(!is_bold || is_white, "{name:?} {role:?} {style:?}");
            }
        }
    }
}

/// The theme of a terminal with these variables.
fn detected(name: ThemeName, environment: &str) -> Theme {
    Theme::detect(name, |name| {
        let settings = environment.split(' ').chain(["LANG=C.UTF-8"]);
        let mut settings = settings.filter_map(|setting| setting.split_once('='));
        let found = settings.find(|(key, _)| *key == name);
        found.map(|(_, value)| value.to_owned())
    })
}

#[test]
fn the_depth_is_told_by_the_environment() {
    for (environment, depth) in [
        ("TERM=xterm-256color", Depth::Indexed),
        ("TERM=xterm-256color COLORTERM=truecolor", Depth::True),
        ("TERM=xterm COLORTERM=24bit", Depth::True),
        ("TERM=xterm-direct", Depth::True),
        ("WT_SESSION=1", Depth::True),
        ("TERM=xterm", Depth::Sixteen),
        ("TERM=screen COLORTERM=yes", Depth::Sixteen),
        ("", Depth::Sixteen),
        ("TERM=linux COLORTERM=truecolor", Depth::Console),
        ("TERM=vt220", Depth::Mono),
        ("TERM=xterm-mono COLORTERM=truecolor", Depth::Mono),
        ("TERM=xterm-256color NO_COLOR=1", Depth::Mono),
    ] {
        let charset = match depth {
            Depth::Console => Charset::Console,
            _ => Charset::Unicode,
        };
        let theme = Theme::new(ThemeName::Dark, depth, charset);
        let detected = detected(ThemeName::Dark, environment);
        assert_eq!(detected, theme, "{environment}");
    }
    let light = detected(ThemeName::Auto, "COLORFGBG=0;15 COLORTERM=truecolor");
    assert_eq!(light.base().bg, Some(Color::Rgb(255, 255, 255)));
}
