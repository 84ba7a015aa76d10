//! How Linux tells of changes: inotify for what happens in file systems, the table of mounts for those that are mounted
//! over a folder.
//!
//! A path leads over folders and symbolic links to a file, and each of them can be changed, moved or replaced. So each is
//! watched, link after link: itself where it exists, and where the way ends, in a folder, the names in that. Whatever
//! else goes on in the folders on the way (programs make temporary files all day) wakes nobody.
//!
//! What nobody tells: files changed behind an overlay's back, in a layer beneath it.

use std::{
    collections::HashSet,
    ffi::OsString,
    fs::{self, File, FileType},
    io,
    os::fd::OwnedFd,
    path::{Component, Path, PathBuf},
};

use rustix::{
    event::PollFlags,
    fs::{
        Mode, OFlags, fstatfs,
        inotify::{self, CreateFlags, WatchFlags},
        open,
    },
};

use super::Hints;

/// The file systems that tell of every change, as statfs(2) numbers them. Left out are those that other machines change
/// (NFS, SMB, 9p, FUSE …), those that invent their files (proc …), and ZFS, whose rollback is silent.
const TELLING: [u32; 13] = [
    0x0000_ef53, // ext2, ext3, ext4
    0x5846_5342, // XFS
    0xf2f5_2010, // F2FS
    0x0102_1994, // tmpfs, devtmpfs
    0x8584_58f6, // ramfs
    0x0000_4d44, // FAT
    0x2011_bab0, // exFAT
    0x7366_746e, // NTFS
    0x794c_7630, // overlay
    0x7371_7368, // SquashFS
    0xe0f5_e1e2, // EROFS
    0x0000_9660, // ISO 9660
    0x2405_1905, // UBIFS
];
/// Btrfs tells, too, but of a whole subvolume's end only in the folder that it was in.
const BTRFS: u32 = 0x9123_683e;

/// Anything's place and permissions. That a name of it was removed or now stands for something else shows as a change
/// of its attributes, at once; of folders only while they are empty.
const ITSELF: WatchFlags = WatchFlags::MOVE_SELF.union(WatchFlags::ATTRIB);
/// What a file holds. What is written by way of memory shows when it is closed.
const CONTENT: WatchFlags = WatchFlags::MODIFY.union(WatchFlags::CLOSE_WRITE);
/// The names in a folder.
const NAMES: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::DELETE)
    .union(WatchFlags::MOVE);
/// One hint of each is enough: what is busy costs nothing until it is watched afresh.
const ONCE: WatchFlags = WatchFlags::ONESHOT
    .union(WatchFlags::DONT_FOLLOW)
    .union(WatchFlags::MASK_ADD);

/// As many symbolic links as Linux follows. What comes after more of them cannot be reached.
const MAX_LINKS: usize = 40;

/// Watches the ways along `paths`, each to its end or to the first name that is missing. None where something on them
/// cannot be watched: its file system may not tell, this user may not list a folder, or no watches are left.
pub(super) fn watch(paths: &[PathBuf]) -> Option<Hints> {
    let mounts = File::open("/proc/self/mountinfo").ok()?;
    let mut ways = Ways::new(telling).ok()?;
    paths.iter().try_for_each(|path| ways.follow(path)).ok()?;
    Some([
        (ways.inotify, PollFlags::IN),
        (mounts.into(), PollFlags::PRI),
    ])
}

/// What has to be watched wherever something stands on the file system of `path`, apart from what is of interest; an
/// error where it does not tell.
fn telling(path: &Path) -> io::Result<WatchFlags> {
    // A link by itself, wherever it leads: what is there may be missing.
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let place = open(path, flags, Mode::empty())?;
    // Machines differ in the type, not in the bits.
    match fstatfs(&place)?.f_type as u32 {
        BTRFS => Ok(NAMES),
        kind if TELLING.contains(&kind) => Ok(WatchFlags::empty()),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

struct Ways {
    /// Can be read once anything on the ways has changed.
    inotify: OwnedFd,
    /// What exists on them.
    watched: HashSet<PathBuf>,
    telling: fn(&Path) -> io::Result<WatchFlags>,
}

impl Ways {
    fn new(telling: fn(&Path) -> io::Result<WatchFlags>) -> io::Result<Self> {
        Ok(Self {
            inotify: inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?,
            watched: HashSet::new(),
            telling,
        })
    }

    /// Goes along `path`. Everything is watched before it is relied on, so that no change falls between. What goes missing
    /// meanwhile is an error: it may have gone before it was watched.
    fn follow(&mut self, path: &Path) -> io::Result<()> {
        let mut at = PathBuf::from(if path.is_absolute() { "/" } else { "." });
        let mut ahead: Vec<_> = names(path).collect();
        let mut links = 0;
        self.step(&at)?;
        while let Some(name) = ahead.pop() {
            let next = at.join(name);
            let kind = match self.step(&next) {
                Err(why) if is_missing(&why) => {
                    self.watch_names(&at)?;
                    match self.step(&next) {
                        Err(why) if is_missing(&why) => return Ok(()),
                        // It came just before.
                        done => done?,
                    }
                }
                done => done?,
            };
            if !kind.is_symlink() {
                at = next;
                continue;
            }
            if links == MAX_LINKS {
                return Ok(());
            }
            links += 1;
            let target = fs::read_link(&next)?;
            ahead.extend(names(&target));
            if target.is_absolute() {
                at = PathBuf::from("/");
                self.step(&at)?;
            }
        }
        self.watch_names(&at)
    }

    /// Watches what stands at `path`, once, and tells what it is.
    fn step(&mut self, path: &Path) -> io::Result<FileType> {
        let is_new = !self.watched.contains(path);
        if is_new {
            self.watch(path, ITSELF)?;
        }
        let kind = fs::symlink_metadata(path)?.file_type();
        if is_new {
            if !kind.is_dir() && !kind.is_symlink() {
                self.watch(path, CONTENT)?;
            }
            self.watched.insert(path.to_owned());
        }
        Ok(kind)
    }

    /// Watches the names in `folder`, if it is one. An empty one can be removed and is silent about it as long as a
    /// program has it open: that is told in the folder above.
    fn watch_names(&mut self, folder: &Path) -> io::Result<()> {
        if !fs::symlink_metadata(folder)?.is_dir() {
            return Ok(());
        }
        self.watch(folder, NAMES)?;
        if fs::read_dir(folder)?.next().is_none() {
            self.watch(&folder.join(".."), NAMES)?;
        }
        Ok(())
    }

    fn watch(&self, path: &Path, what: WatchFlags) -> io::Result<()> {
        let also = (self.telling)(path)?;
        inotify::add_watch(&self.inotify, path, what | also | ONCE)?;
        Ok(())
    }
}

/// The names in `path`, the last one first.
fn names(path: &Path) -> impl Iterator<Item = OsString> {
    path.components().rev().filter_map(|part| match part {
        Component::Normal(_) | Component::ParentDir => Some(part.as_os_str().to_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
    })
}

fn is_missing(why: &io::Error) -> bool {
    matches!(
        why.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write as _,
        os::unix::fs::{PermissionsExt as _, symlink},
        slice,
        time::SystemTime,
    };

    use proptest::{collection::vec, prelude::*};
    use rustix::{
        event::{PollFd, Timespec, poll},
        fs::{CWD, FileType, Mode, RenameFlags, mknodat, renameat_with},
    };
    use tempfile::TempDir;

    use super::*;
    use crate::faq::Source;

    /// ```text
    /// desk/v1/  desk/v2/   faq.yaml  link.yaml -> faq.yaml  far.yaml -> data/away.yaml  data -> ../../other
    /// desk/                current -> v1
    /// other/  empty/       away.yaml
    /// ```
    struct House {
        _folder: TempDir,
        path: PathBuf,
    }

    impl House {
        fn empty() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().canonicalize().unwrap();
            Self {
                _folder: folder,
                path,
            }
        }

        fn new() -> Self {
            let house = Self::empty();
            for folder in ["desk", "desk/v1", "desk/v2", "other", "empty"] {
                fs::create_dir(house.at(folder)).unwrap();
            }
            for (target, link) in [
                ("../../other", "data"),
                ("faq.yaml", "link.yaml"),
                ("data/away.yaml", "far.yaml"),
            ] {
                symlink(target, house.at("desk/v1").join(link)).unwrap();
                symlink(target, house.at("desk/v2").join(link)).unwrap();
            }
            symlink("v1", house.at("desk/current")).unwrap();
            for file in ["desk/v1/faq.yaml", "desk/v2/faq.yaml", "other/away.yaml"] {
                house.make(file);
            }
            house
        }

        fn at(&self, path: &str) -> PathBuf {
            self.path.join(path)
        }

        /// An empty file, which is not opened: a program that another test starts just then would keep it open for a
        /// moment, and closing it is told.
        fn make(&self, file: &str) {
            mknodat(
                CWD,
                self.at(file),
                FileType::RegularFile,
                Mode::RUSR | Mode::WUSR,
                0,
            )
            .unwrap();
        }

        fn open(&self, file: &str) -> File {
            File::options()
                .read(true)
                .write(true)
                .open(self.at(file))
                .unwrap()
        }

        fn rename(&self, from: &str, to: &str) {
            fs::rename(self.at(from), self.at(to)).unwrap();
        }

        /// Makes `link` lead to `target`, in one step.
        fn turn(&self, link: &str, target: &str) {
            symlink(target, self.at("spare")).unwrap();
            self.rename("spare", link);
        }

        /// Where nothing is watched yet. What others do above the house is left out.
        fn ways(&self, telling: fn(&Path) -> io::Result<WatchFlags>) -> Ways {
            let mut ways = Ways::new(telling).unwrap();
            let above = self.path.ancestors().skip(1);
            ways.watched.extend(above.map(Path::to_owned));
            ways
        }

        /// All of `paths` watched.
        fn watch(&self, paths: &[impl AsRef<Path>]) -> Ways {
            // Whatever file system tests are run on.
            let mut ways = self.ways(|path| match telling(path) {
                Err(why) if why.kind() != io::ErrorKind::Unsupported => Err(why),
                _ => Ok(WatchFlags::empty()),
            });
            for path in paths {
                ways.follow(&self.path.join(path)).unwrap();
            }
            ways
        }

        /// Whether `change` is told while all of `paths` are watched.
        fn tells(&self, paths: &[&str], change: impl FnOnce(&Self)) -> bool {
            let ways = self.watch(paths);
            assert!(!is_told(&ways), "told before anything changes");
            change(self);
            is_told(&ways)
        }
    }

    type Change = fn(&House);

    /// The system tells before a change itself is over, so that there is nothing to wait for.
    fn is_told(ways: &Ways) -> bool {
        let now = Timespec::default();
        let mut inotify = [PollFd::new(&ways.inotify, PollFlags::IN)];
        poll(&mut inotify, Some(&now)).unwrap() > 0
    }

    #[test]
    fn what_is_done_to_a_file_is_told_on_every_way_to_it() {
        let ways = [
            "desk/v1/faq.yaml",
            "desk/v1/link.yaml",
            "desk/current/faq.yaml",
            "desk/current/../current/./link.yaml",
            "desk/v2/data/../desk/v1/faq.yaml",
        ];
        let changes: [(&str, Change); 11] = [
            ("written", |house| {
                house
                    .open("desk/v1/faq.yaml")
                    .write_all(b"entries:")
                    .unwrap();
            }),
            ("cut", |house| {
                house.open("desk/v1/faq.yaml").set_len(0).unwrap();
            }),
            ("given a time", |house| {
                house
                    .open("desk/v1/faq.yaml")
                    .set_modified(SystemTime::UNIX_EPOCH)
                    .unwrap();
            }),
            ("given permissions", |house| {
                let permissions = fs::Permissions::from_mode(0o640);
                fs::set_permissions(house.at("desk/v1/faq.yaml"), permissions).unwrap();
            }),
            ("given another name", |house| {
                fs::hard_link(house.at("desk/v1/faq.yaml"), house.at("other/same.yaml")).unwrap();
            }),
            ("removed", |house| {
                fs::remove_file(house.at("desk/v1/faq.yaml")).unwrap();
            }),
            ("moved away", |house| {
                house.rename("desk/v1/faq.yaml", "other/faq.yaml");
            }),
            ("moved over", |house| {
                house.rename("desk/v2/faq.yaml", "desk/v1/faq.yaml");
            }),
            ("its folder moved away", |house| {
                house.rename("desk/v1", "desk/v0");
            }),
            ("its folder's folder moved away", |house| {
                house.rename("desk", "floor");
            }),
            ("its folder given permissions", |house| {
                let permissions = fs::Permissions::from_mode(0o750);
                fs::set_permissions(house.at("desk/v1"), permissions).unwrap();
            }),
        ];
        for way in ways {
            for (what, change) in changes {
                assert!(House::new().tells(&[way], change), "{way}: {what}");
            }
        }
    }

    #[test]
    fn a_file_written_under_another_name_is_told() {
        let house = House::new();
        fs::hard_link(house.at("desk/v1/faq.yaml"), house.at("other/same.yaml")).unwrap();
        assert!(house.tells(&["desk/v1/faq.yaml"], |house| {
            house
                .open("other/same.yaml")
                .write_all(b"entries:")
                .unwrap();
        }));
    }

    #[test]
    fn every_link_on_the_way_is_told_when_it_is_turned() {
        let turns = [
            ("desk/current/far.yaml", "desk/current", "v2"),
            ("desk/current/far.yaml", "desk/v1/far.yaml", "faq.yaml"),
            ("desk/current/far.yaml", "desk/v1/data", "../v2"),
            ("desk/v1/link.yaml", "desk/v1/link.yaml", "data/away.yaml"),
        ];
        for (way, link, target) in turns {
            assert!(
                House::new().tells(&[way], |house| house.turn(link, target)),
                "{way}: {link} -> {target}"
            );
        }
        // One that leads nowhere, and to a whole way.
        let house = House::new();
        house.turn("desk/current", "nowhere");
        let elsewhere = house.at("desk/v2");
        assert!(house.tells(&["desk/current/far.yaml"], |house| {
            house.rename("desk/v2", "desk/nowhere");
        }));
        house.rename("desk/nowhere", "desk/v2");
        // Away from one that leads nowhere.
        house.turn("desk/current", "nowhere");
        assert!(house.tells(&["desk/current/far.yaml"], |house| {
            house.turn("desk/current", "v1");
        }));
        house.turn("desk/current", elsewhere.to_str().unwrap());
        assert!(house.tells(&["desk/current/far.yaml"], |house| {
            house.rename("desk/v2", "desk/v3");
        }));
    }

    #[test]
    fn what_is_missing_is_told_step_by_step() {
        let house = House::new();
        let way = ["empty/first/second/faq.yaml"];
        for folder in ["empty/first", "empty/first/second"] {
            assert!(
                house.tells(&way, |house| fs::create_dir(house.at(folder)).unwrap()),
                "{folder}"
            );
        }
        assert!(house.tells(&way, |house| house.make("empty/first/second/faq.yaml")));
        // A file stands where a folder should be.
        assert!(house.tells(&["other/away.yaml/faq.yaml"], |house| {
            fs::remove_file(house.at("other/away.yaml")).unwrap();
        }));
    }

    #[test]
    fn a_folder_tells_of_new_files_and_each_file_that_is_named() {
        let paths = ["desk/v1", "desk/v1/faq.yaml", "desk/v1/far.yaml"];
        let changes: [(&str, Change); 5] = [
            ("a new file", |house| house.make("desk/v1/new.yaml")),
            ("one less", |house| {
                fs::remove_file(house.at("desk/v1/link.yaml")).unwrap();
            }),
            ("one written", |house| {
                house
                    .open("desk/v1/faq.yaml")
                    .write_all(b"entries:")
                    .unwrap();
            }),
            ("one elsewhere", |house| {
                house
                    .open("other/away.yaml")
                    .write_all(b"entries:")
                    .unwrap();
            }),
            ("another folder in its place", |house| {
                house.rename("desk/v1", "desk/v0");
                house.rename("desk/v2", "desk/v1");
            }),
        ];
        for (what, change) in changes {
            assert!(House::new().tells(&paths, change), "{what}");
        }
        assert!(House::new().tells(&["empty"], |house| {
            fs::remove_dir(house.at("empty")).unwrap();
        }));
    }

    #[test]
    fn an_empty_folder_that_somebody_has_open_is_told_when_it_goes() {
        for way in ["empty", "empty/faq.yaml"] {
            let house = House::new();
            let _open = File::open(house.at("empty")).unwrap();
            assert!(house.tells(&[way], |house| fs::remove_dir(house.at("empty")).unwrap()));
        }
    }

    #[test]
    fn what_else_goes_on_around_a_file_is_not_told() {
        let house = House::new();
        house.make("desk/v1/faq.yaml.swp");
        assert!(
            !house.tells(&["desk/current/link.yaml", "desk/v1/far.yaml"], |house| {
                fs::read(house.at("desk/current/link.yaml")).unwrap();
                fs::read_dir(house.at("desk/v1")).unwrap().for_each(drop);
                house
                    .open("desk/v1/faq.yaml.swp")
                    .write_all(b"entries:")
                    .unwrap();
                for made in ["desk/v1/new.yaml", "desk/v2/new.yaml", "other/new.yaml"] {
                    house.make(made);
                    fs::remove_file(house.at(made)).unwrap();
                }
                house.rename("desk/v2", "empty/v2");
            })
        );
        // Of a folder of files, the names count, and what the files hold.
        assert!(!house.tells(&["desk/v1", "desk/v1/faq.yaml"], |house| {
            house
                .open("desk/v1/faq.yaml.swp")
                .write_all(b"entries:")
                .unwrap();
            fs::remove_dir_all(house.at("empty")).unwrap();
        }));
    }

    #[test]
    fn links_in_a_circle_end() {
        let house = House::new();
        house.turn("desk/current", "round");
        symlink("current", house.at("desk/round")).unwrap();
        assert!(house.tells(&["desk/current/faq.yaml"], |house| {
            house.turn("desk/round", "v1");
        }));
    }

    #[test]
    fn where_a_file_system_is_silent_the_names_around_a_file_are_told() {
        let house = House::new();
        let mut ways = house.ways(|_| Ok(NAMES));
        ways.follow(&house.at("desk/v1/faq.yaml")).unwrap();
        assert!(!is_told(&ways));
        house.make("desk/v1/new.yaml");
        assert!(is_told(&ways));
    }

    #[test]
    fn looks_are_needed_only_where_one_place_does_not_tell() {
        let house = House::new();
        let file = house.at("desk/v1/faq.yaml");
        let tells = file.ancestors().all(|above| telling(above).is_ok());
        assert_eq!(watch(slice::from_ref(&file)).is_some(), tells);
        symlink("/proc/self/cwd", house.at("desk/here")).unwrap();
        assert!(watch(&[file, house.at("desk/here/faq.yaml")]).is_none());
    }

    /// What is done, to which of [`PLACES`], and with which.
    type Deed = (u8, usize, usize);

    const PLACES: [&str; 10] = [
        "a",
        "b",
        "a/c",
        "b/c",
        "a/1.yaml",
        "a/2.yaml",
        "a/c/1.yaml",
        "b/1.yaml",
        "b/c/1.yaml",
        "1.yaml",
    ];
    const TARGETS: [&str; 8] = [
        "a",
        "b",
        "c",
        "../b",
        "../a/c",
        "1.yaml",
        "../b/1.yaml",
        "../a/../b/c",
    ];

    /// Most deeds come to nothing, as there is nothing to do them to.
    fn perform(house: &Path, (deed, first, second): Deed) {
        let [one, other] = [first, second].map(|place| house.join(PLACES[place]));
        let _ = match deed {
            0 => fs::create_dir(&one),
            1 => fs::write(&one, other.as_os_str().as_encoded_bytes()),
            2 => fs::rename(&one, &other),
            3 => symlink(TARGETS[second % TARGETS.len()], &one),
            4 => fs::remove_file(&one),
            5 => fs::remove_dir(&one),
            6 => fs::remove_dir_all(&one),
            7 => fs::hard_link(&one, &other),
            8 => File::options()
                .append(true)
                .open(&one)
                .and_then(|mut file| file.write_all(b"#")),
            9 => fs::set_permissions(
                &one,
                fs::Permissions::from_mode(0o700 + (second as u32 & 1)),
            ),
            _ => renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE)
                .map_err(io::Error::from),
        };
    }

    fn deed() -> impl Strategy<Value = Deed> {
        (0..=10_u8, 0..PLACES.len(), 0..PLACES.len())
    }

    proptest! {
        // Each case waits for the system to take watches away.
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn what_changes_the_look_of_files_is_told(
            history in vec(deed(), 0..30),
            given in vec(0..PLACES.len(), 1..3),
            deed in deed(),
        ) {
            let house = House::empty();
            for past in history {
                perform(&house.path, past);
            }
            let given: Vec<_> = given.into_iter().map(|place| house.at(PLACES[place])).collect();
            let source = Source::Paths(given.clone());
            let before = source.fingerprint();
            let paths: Vec<_> = before.files().map(Path::to_owned).chain(given).collect();
            let ways = house.watch(&paths);
            perform(&house.path, deed);
            let told = is_told(&ways);
            prop_assert!(told || source.fingerprint() == before, "{paths:?}");
        }
    }
}
