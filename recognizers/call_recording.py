"""Call recording (通话录音): the file of a recorded call, by column or by path.

A column is known by its header. In text and in cells a path or address of an audio file counts when a folder or the name speaks
of a recording (/recordings/…wav, 通话录音_….mp3). Audio of other kinds (music, lessons) stays silent, and the files themselves
are found as assets, not here. Limits: a bare call id, a path with blanks, a video of a meeting.
Sources: PIPL Art. 4 and 28, GB/T 35273-2020 annex A (通信记录和内容), default paths of Asterisk and FreeSWITCH.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_ENDINGS = "[.](?:wav|mp3|amr|silk|m4a|aac|ogg|opus|wma|spx|gsm|v3|flac|WAV|MP3|AMR|M4A)"
_PATH_CLASS = "0-9A-Za-z_./\\\\:%?=&~+@-"
_WORD = (
    "(?:[Cc]all[_-]?[Rr]ec|[Rr]ecordings?[/\\\\_-]|[Rr]ecords?[/\\\\]|[Rr]ecord(?:ing)?[_-]?(?:[Ff]iles?"
    "|[Uu]rl)?[/\\\\_-]|RECORDINGS?/|[Ll]uyin|tonghua"
    "|asterisk/monitor/|voice[_-]?record|rec_?files?/|[/_-]rec[/_-])"
)
_HAN_WORD = "(?:(?:通话|电话|客服|坐席|座席|外呼|呼入|呼叫|来电|回访|面谈)录音|录音文件|录音)"


RECOGNIZER = Recognizer(
    entity="CALL_RECORDING",
    category="user.content.call_recording",
    names={"zh": "通话录音", "en": "Call recording"},
    rank=64,
    patterns=(
        Pattern("path", f"[{_PATH_CLASS}]*{_WORD}[{_PATH_CLASS}]*{_ENDINGS}", edges=_PATH_CLASS, score=0.8, clue=_ENDINGS),
        Pattern("named", f"[{_PATH_CLASS}]*{_HAN_WORD}[{_PATH_CLASS}]*{_ENDINGS}", edges=_PATH_CLASS, score=0.8, clue="录音"),
        Pattern(
            "labelled",
            f"[{_PATH_CLASS}]*{_ENDINGS}",
            before="录音(?:文件|地址|链接|路径)?[ ]?[:：=][ ]?",
            edges=_PATH_CLASS,
            score=0.8,
            clue="录音",
        ),
        Pattern("audio", f"[^ \\r\\n\\t]*{_ENDINGS}(?:[?][!-~]*)?", scope="header", score=0.7),
        Pattern("link", "https?://[!-~]+|/[!-~]+", scope="header", score=0.4),
    ),
    headers=words(
        """
        call_recording call_record_file recording recordings recording_url recording_file recording_path recording_link
        recording_id record_url record_file record_file_url record_file_path record_path recordfile recordurl call_record_url
        call_record_path call_audio call_audio_url call_voice call_voice_url call_recording_url voice_record voice_record_url
        audio_record sound_record soundrecording luyin luyin_url luyinwenjian luyindizhi thly lywj lydz 录音 通话录音 电话录音
        录音文件 录音地址 录音链接 录音路径 录音url 通话录音地址 通话录音文件 通话录音链接 通话录音路径 客服录音 来电录音 坐席录音
        录音附件 录音记录 录音数据 語音錄音 通話録音 通話錄音
        """
    ),
    hints=words("audio_url audio_file voice_url voice_file 语音文件 音频文件 语音地址"),
    vetoes=words("screen video medical vinyl course lesson music song operate log 屏幕 录像 课程 音乐 歌曲 操作"),
    context=("录音", "通话", "call", "recording"),
    evidence="shape",
    examples=(
        "/data/recordings/2024/05/17/8001-1715900000.wav",
        "https://cdn.example.com/call_record/20240517/a1b2.mp3",
        "通话录音_20240517.amr",
    ),
    counter_examples=("/music/song.mp3", "records.csv", "lesson-01.mp3", "开始录音"),
    sources=("PIPL Art. 4", "GB/T 35273-2020 annex A"),
    holds=("text", "bytes"),
    shortest=4,
    keep=(0, 4),
)
