// The shortcodes people really use in incident channels, written by hand: "code code=glyph".
const TABLE = `
grinning=😀 smiley=😃 smile=😄 grin=😁 laughing satisfied=😆 sweat_smile=😅 rofl rolling_on_the_floor_laughing=🤣 joy=😂
slightly_smiling_face=🙂 upside_down_face=🙃 wink=😉 blush=😊 innocent=😇 heart_eyes=😍 star-struck=🤩 kissing_heart=😘
yum=😋 stuck_out_tongue=😛 zany_face=🤪 hugging_face=🤗 thinking_face thinking=🤔 shushing_face=🤫 zipper_mouth_face=🤐
neutral_face=😐 expressionless=😑 no_mouth=😶 smirk=😏 unamused=😒 face_with_rolling_eyes=🙄 grimacing=😬 relieved=😌
pensive=😔 sleepy=😪 sleeping=😴 mask=😷 nerd_face=🤓 sunglasses=😎 partying_face=🥳 confused=😕 worried=😟
slightly_frowning_face=🙁 open_mouth=😮 astonished=😲 flushed=😳 pleading_face=🥺 fearful=😨 cold_sweat=😰 cry=😢 sob=😭
scream=😱 disappointed=😞 sweat=😓 weary=😩 tired_face=😫 yawning_face=🥱 triumph=😤 angry=😠 rage=😡 exploding_head=🤯
saluting_face=🫡 melting_face=🫠 face_with_monocle=🧐 cowboy_hat_face=🤠 skull=💀 ghost=👻 coffin=⚰️ alien=👽 robot_face robot=🤖 poop hankey=💩
see_no_evil=🙈 hear_no_evil=🙉 speak_no_evil=🙊 heart=❤️ orange_heart=🧡 yellow_heart=💛 green_heart=💚 blue_heart=💙 purple_heart=💜
black_heart=🖤 broken_heart=💔 100=💯 boom collision=💥 dizzy=💫 sweat_drops=💦 dash=💨 zzz=💤 speech_balloon=💬 thought_balloon=💭
wave=👋 raised_hand hand=✋ ok_hand=👌 v=✌️ crossed_fingers=🤞 point_left=👈 point_right=👉 point_up_2=👆 point_down=👇 point_up=☝️
+1 thumbsup=👍 -1 thumbsdown=👎 fist=✊ facepunch punch=👊 clap=👏 raised_hands=🙌 open_hands=👐 handshake=🤝 pray=🙏 muscle=💪
eyes=👀 eye=👁️ brain=🧠 ear=👂 nail_care=💅 shrug=🤷 face_palm facepalm=🤦 man-shrugging=🤷‍♂️ woman-shrugging=🤷‍♀️
bust_in_silhouette=👤 busts_in_silhouette=👥 technologist=🧑‍💻 man_technologist male-technologist=👨‍💻 female-technologist=👩‍💻
firefighter=🧑‍🚒 detective sleuth_or_spy=🕵️ ninja=🥷 construction_worker=👷 runner=🏃 dancer=💃 mechanic=🧑‍🔧
dog=🐶 cat=🐱 mouse=🐭 panda_face=🐼 monkey_face=🐵 monkey=🐒 chicken=🐔 penguin=🐧 bird=🐦 owl=🦉 unicorn_face=🦄 bee honeybee=🐝 bug=🐛 bat=🦇
butterfly=🦋 snail=🐌 turtle=🐢 snake=🐍 octopus=🐙 crab=🦀 whale=🐳 dolphin=🐬 fish=🐟 elephant=🐘 rabbit=🐰 canary=🐤 goat=🐐 sloth=🦥
cactus=🌵 evergreen_tree=🌲 seedling=🌱 four_leaf_clover=🍀 rose=🌹 sunflower=🌻 blossom=🌼 earth_africa=🌍 earth_americas=🌎
globe_with_meridians=🌐 full_moon=🌕 sunny=☀️ partly_sunny=⛅ cloud=☁️ rain_cloud=🌧️ zap=⚡ snowflake=❄️ fire=🔥 ocean=🌊 rainbow=🌈 star=⭐
star2=🌟 sparkles=✨ apple=🍎 avocado=🥑 hot_pepper=🌶️ pizza=🍕 hamburger=🍔 taco=🌮 popcorn=🍿 cookie=🍪 cake=🍰 doughnut=🍩 birthday=🎂
coffee=☕ tea=🍵 beer=🍺 beers=🍻 wine_glass=🍷 champagne=🍾 clinking_glasses=🥂
soccer=⚽ dart=🎯 kite=🪁 tophat=🎩 tooth=🦷 trophy=🏆 medal sports_medal=🏅 first_place_medal=🥇 game_die=🎲 jigsaw=🧩 art=🎨 musical_note=🎵 guitar=🎸
car=🚗 racing_car=🏎️ ambulance=🚑 fire_engine=🚒 truck=🚚 train=🚆 airplane=✈️ rocket=🚀 ship=🚢 anchor=⚓ construction=🚧 vertical_traffic_light=🚦
helicopter=🚁 house=🏠 office=🏢 factory=🏭 bank=🏦 hospital=🏥 world_map=🗺️ tent=⛺
watch=⌚ iphone=📱 computer=💻 desktop_computer=🖥️ printer=🖨️ floppy_disk=💾 cd=💿 camera=📷 tv=📺 telephone_receiver=📞 phone telephone=☎️
pager=📟 fax=📠 battery=🔋 electric_plug=🔌 bulb=💡 flashlight=🔦 wrench=🔧 hammer=🔨 hammer_and_wrench=🛠️ gear=⚙️ nut_and_bolt=🔩 toolbox=🧰
magnet=🧲 test_tube=🧪 microscope=🔬 telescope=🔭 satellite_antenna=📡 syringe=💉 pill=💊 adhesive_bandage=🩹 thermometer=🌡️ broom=🧹
key=🔑 lock=🔒 unlock=🔓 closed_lock_with_key=🔐 shield=🛡️ mag=🔍 mag_right=🔎 moneybag=💰 credit_card=💳 money_with_wings=💸 chart=💹
email=📧 envelope=✉️ incoming_envelope=📨 inbox_tray=📥 outbox_tray=📤 package=📦 mailbox=📫 pencil2=✏️ pencil memo=📝 briefcase=💼
file_folder=📁 open_file_folder=📂 card_index_dividers=🗂️ date=📅 calendar=📆 spiral_calendar_pad=🗓️ chart_with_upwards_trend=📈
chart_with_downwards_trend=📉 bar_chart=📊 clipboard=📋 pushpin=📌 round_pushpin=📍 paperclip=📎 link=🔗 straight_ruler=📏 scissors=✂️
wastebasket=🗑️ book=📖 books=📚 bookmark=🔖 newspaper=📰 label=🏷️ page_facing_up=📄 scroll=📜 ledger=📒 notebook=📓
hourglass=⌛ hourglass_flowing_sand=⏳ alarm_clock=⏰ stopwatch=⏱️ timer_clock=⏲️ clock1=🕐 clock3=🕒 clock9=🕘 clock12=🕛
bell=🔔 no_bell=🔕 mega=📣 loudspeaker=📢 speaker=🔈 mute=🔇 tada=🎉 confetti_ball=🎊 balloon=🎈 gift=🎁 crystal_ball=🔮 gem=💎 bomb=💣
rotating_light=🚨 sos=🆘 warning=⚠️ no_entry=⛔ no_entry_sign=🚫 octagonal_sign=🛑 stop_sign=🛑 x=❌ heavy_check_mark=✔️ white_check_mark=✅
ballot_box_with_check=☑️ o=⭕ question=❓ grey_question=❔ exclamation heavy_exclamation_mark=❗ grey_exclamation=❕ bangbang=‼️ interrobang=⁉️
heavy_plus_sign=➕ heavy_minus_sign=➖ heavy_multiplication_x=✖️ infinity=♾️ recycle=♻️ name_badge=📛 beginner=🔰 trident=🔱
arrow_up=⬆️ arrow_down=⬇️ arrow_left=⬅️ arrow_right=➡️ arrow_upper_right=↗️ arrow_lower_right=↘️ leftwards_arrow_with_hook=↩️
arrow_right_hook=↪️ arrows_counterclockwise=🔄 arrows_clockwise=🔃 back=🔙 soon=🔜 top=🔝 repeat=🔁 fast_forward=⏩ rewind=⏪
arrow_forward=▶️ double_vertical_bar pause_button=⏸️ black_square_for_stop=⏹️ information_source=ℹ️ ok=🆗 new=🆕 up=🆙 cool=🆒 free=🆓
one=1️⃣ two=2️⃣ three=3️⃣ four=4️⃣ five=5️⃣ six=6️⃣ seven=7️⃣ eight=8️⃣ nine=9️⃣ zero=0️⃣ keycap_ten=🔟 hash=#️⃣
red_circle=🔴 large_orange_circle=🟠 large_yellow_circle=🟡 large_green_circle=🟢 large_blue_circle=🔵 large_purple_circle=🟣
white_circle=⚪ black_circle=⚫ large_red_square=🟥 large_orange_square=🟧 large_yellow_square=🟨 large_green_square=🟩 large_blue_square=🟦
white_large_square=⬜ black_large_square=⬛ small_red_triangle=🔺 small_red_triangle_down=🔻 large_blue_diamond=🔷 large_orange_diamond=🔶
white_flag waving_white_flag=🏳️ checkered_flag=🏁 triangular_flag_on_post=🚩 flag-gb gb=🇬🇧 flag-de de=🇩🇪 flag-es es=🇪🇸 flag-us us=🇺🇸 flag-fr fr=🇫🇷
`;

const byName = new Map();
const names = [];
for (const entry of TABLE.trim().matchAll(/((?:[a-z0-9_+-]+ )*[a-z0-9_+-]+)=(\S+)/g)) {
  const codes = entry[1].split(" ");
  names.push(codes[0]);
  for (const code of codes) byName.set(code, entry[2]);
}
const TONES = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];

/** The glyph of a shortcode without colons, or null. Skin tones run from 2 to 6, as in Slack. */
export function glyph(name, tone = 0) {
  const [base, suffix] = name.split("::");
  const found = byName.get(base);
  if (!found) return null;
  const level = Number(tone) || Number(suffix?.replace("skin-tone-", "")) || 0;
  return found.replace(/\uFE0F$/, level ? "" : "\uFE0F") + (TONES[level] ?? "");
}

export function emojiNames(prefix, limit = 8) {
  const starts = names.filter((name) => name.startsWith(prefix));
  const inside = names.filter((name) => !name.startsWith(prefix) && name.includes(prefix));
  return [...starts, ...inside].slice(0, limit);
}

export const QUICK = ["+1", "eyes", "white_check_mark", "tada", "pray", "heart", "fire", "question"];

/** Shortcodes within a string turned into glyphs, for places that hold text only. */
export function emojify(text) {
  return String(text ?? "").replace(
    /:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g,
    (whole, name) => glyph(name) ?? whole,
  );
}
