### What every screen of the studio and the administration says. Fluent syntax (projectfluent.org); a test compares the languages.


## The frame

studio-name = الاستوديو
admin-name = الإدارة
language-label = اللغة
skip-to-content = انتقل إلى المحتوى
frame-account = حسابك
sign-out = تسجيل الخروج
nowhere-title = الصفحة غير موجودة
nowhere-lead = تحقّق من العنوان، أو ابدأ من فعالياتك.
to-your-events = فعالياتك
leave-title = المغادرة دون حفظ؟
leave-lead = لم تُحفظ تغييراتك بعد.
leave-stay = متابعة التعديل
leave-go = تجاهل التغييرات

## The live connection

connection-connecting = جارٍ الاتصال …
connection-online = مباشر
connection-waiting = لا اتصال. نحاول مجددًا …
connection-refused = تم تسجيل الخروج
connection-reached = متصل

## Buttons and states

one-moment = لحظة من فضلك …
try-again = أعد المحاولة
cancel = إلغاء
close = إغلاق
copy = نسخ
copied = تم النسخ
copy-refused = لم يسمح المتصفح بالنسخ
out-of-date = قد لا تكون هذه الصفحة محدّثة.

## Numbers of things

photos-count = { $count ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { $count } صور
    [many] { $count } صورة
   *[other] { $count } صورة
  }
faces-count = { $count ->
    [zero] لا وجوه
    [one] وجه واحد
    [two] وجهان
    [few] { $count } وجوه
    [many] { $count } وجهًا
   *[other] { $count } وجه
  }
guests-count = { $count ->
    [zero] لا ضيوف
    [one] ضيف واحد
    [two] ضيفان
    [few] { $count } ضيوف
    [many] { $count } ضيفًا
   *[other] { $count } ضيف
  }
failed-count = { $count ->
    [zero] لا إخفاقات
    [one] أخفقت واحدة
    [two] أخفقت اثنتان
    [few] أخفقت { $count }
    [many] أخفقت { $count }
   *[other] أخفقت { $count }
  }
ago-just-now = الآن

## Roles

role-admin = مدير
role-photographer = مصوّر
role-guest = ضيف

## Forms

field-missing = يُرجى ملء هذا الحقل.
field-short = { $count ->
    [zero] اكتب حرفًا أو أكثر.
    [one] اكتب حرفًا واحدًا على الأقل.
    [two] اكتب حرفين على الأقل.
    [few] اكتب { $count } أحرف على الأقل.
    [many] اكتب { $count } حرفًا على الأقل.
   *[other] اكتب { $count } حرف على الأقل.
  }
field-email = أدخل عنوان بريد إلكتروني صحيحًا.
field-wrong = لا يمكن استخدام هذه القيمة. تحقّق منها.

## Errors, by their code or their HTTP status

percent = { $percent }٪
error-account_disabled = هذا الحساب معطّل. راجع من يدير هذه الخدمة.
error-account_full = بلغ حسابك حدّه الأقصى. احذف صورًا أو فعاليات لم تعد تحتاج إليها.
error-address_unconfirmed = أكِّد بريدك الإلكتروني أولًا: حتى ذلك الحين لا نرسل أي رسائل نيابةً عنك.
error-bad_credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة.
error-download_expired = انتهت صلاحية هذا التنزيل. ابدأه من جديد.
error-email_taken = يوجد حساب بهذا البريد الإلكتروني. سجّل الدخول به.
error-event_deleted = حُذفت هذه الفعالية.
error-event_full = بلغت هذه الفعالية حدّها الأقصى. احذف بعض الصور أو أنشئ فعالية أخرى.
error-faces_not_kept = لا تخزّن هذه الفعالية أي وجوه، فلا شيء للمقارنة.
error-too_many_albums = يمكن أن تضم الفعالية 50 ألبومًا كحد أقصى.
error-album_by_rule = يمتلئ هذا الألبوم تلقائيًا.
error-invitation_invalid = استُخدمت هذه الدعوة أو سُحبت أو انتهت صلاحيتها. اطلب دعوة جديدة.
error-invitation_required = تحتاج إلى دعوة. اطلبها ممن يدير هذه الخدمة.
error-last_admin = هذا آخر مدير. عيّن مديرًا آخر أولًا.
error-not_failed = لم تُخفق معالجة هذه الصورة.
error-nothing_to_download = لا يمكن تنزيل أي من هذه الصور.
error-out_of_scope = لا يسمح رمز الوصول هذا بذلك.
error-photos_exist = لا يمكن تغيير ذلك إلا قبل أول صورة.
error-rate_limited = محاولات كثيرة جدًا.
error-registration_closed = لا ينشئ الحسابات هنا إلا المدير. راجع من يدير هذه الخدمة.
error-reset_expired = استُخدم هذا الرابط أو انتهت صلاحيته. اطلب رابطًا جديدًا.
error-too_many_invitations = هناك دعوات مفتوحة كثيرة جدًا. اسحب بعضها أولًا.
error-too_many_tokens = لديك رموز وصول كثيرة جدًا. ألغِ بعضها أولًا.
error-too_many_uploads = عمليات رفع كثيرة في وقت واحد. انتظر حتى يكتمل بعضها.
error-too_many_upload_bytes = حجم الرفع كبير جدًا في وقت واحد. انتظر حتى يكتمل بعضه.
error-too_many_webhooks = لديك خطافات ويب كثيرة جدًا. احذف بعضها أولًا.
error-mail_off = هذه الخدمة لا ترسل بريدًا.
mail-to = البريد الذي يُرسل إليه الرابط
mail-to-hint = اتركه فارغًا إن كنت ستسلّم الرابط بنفسك.
mail-sent = الرابط في الطريق إلى { $email }.
error-unknown_photo = لم تعد هذه الصورة متاحة. اختر غيرها.
error-unreachable = يتعذّر الوصول إلى الخدمة. تحقّق من اتصالك وأعد المحاولة.
error-weak_password = كلمة المرور هذه سهلة التخمين. اختر كلمة أطول أو عدة كلمات.
error-wrong_password = كلمة المرور الحالية غير صحيحة.
error-yourself = لا يمكنك فعل ذلك بحسابك. يستطيع ذلك مدير آخر.
error-status-401 = سجّل الدخول من جديد.
error-status-403 = ليس لديك إذن بذلك.
error-status-404 = لم يعد هذا موجودًا.
error-status-409 = تغيّر شيء في هذه الأثناء. أعد تحميل الصفحة وحاول مجددًا.
error-status-410 = لم يعد هذا متاحًا.
error-status-413 = هذا الملف كبير جدًا.
error-status-415 = لا يمكننا قراءة هذا النوع من الملفات.
error-status-422 = هناك خطأ ما. تحقّق مما أدخلته.
error-status-503 = الخدمة مشغولة. أعد المحاولة بعد لحظات.
error-status-507 = لا توجد مساحة كافية في الخدمة حاليًا. حاول لاحقًا.
error-unknown = حدث خطأ من جهتنا. أعد المحاولة من فضلك.
error-retry-after = { $seconds ->
    [zero] أعد المحاولة الآن.
    [one] أعد المحاولة بعد ثانية واحدة.
    [two] أعد المحاولة بعد ثانيتين.
    [few] أعد المحاولة بعد { $seconds } ثوانٍ.
    [many] أعد المحاولة بعد { $seconds } ثانية.
   *[other] أعد المحاولة بعد { $seconds } ثانية.
  }

## Photos

photo-named = الصورة { $name }
status-queued = في الانتظار
status-processing = قيد المعالجة
status-indexed = جاهزة
status-waiting = للمراجعة
status-rejected = مرفوضة
status-hidden = مخفية
status-failed = أخفقت
failure-unreadable = ليست صورة يمكننا قراءتها، أو أن الملف تالف.
failure-truncated = الملف غير مكتمل. انسخه من البطاقة مرة أخرى.
failure-empty = الملف فارغ.
failure-unsupported_format = لا يمكننا قراءة صيغة الصورة هذه. صدّرها بصيغة JPEG.
failure-unsupported_media_type = ليست صورة JPEG أو PNG أو WebP أو HEIC أو AVIF أو TIFF أو JPEG XL أو RAW.
failure-no_preview = لا يحتوي ملف RAW هذا على معاينة كبيرة كفاية. أرسل JPEG أيضًا: صوّر RAW+JPEG أو صدّر نسخة.
failure-too_many_pixels = عدد بكسلات الصورة أكبر مما تقبله هذه الخدمة.
failure-too_large = الملف أكبر مما تقبله هذه الخدمة.
failure-limit = الملف كبير جدًا (الحد { $limit }).
failure-unreadable_file = تغيّر الملف أو لم تعد قراءته ممكنة. هل ما زالت البطاقة موصولة؟ اختره مرة أخرى.
failure-file_changed = تغيّر الملف أثناء إرساله. اختره مرة أخرى.
failure-crashed = أخفقت معالجة هذه الصورة عدة مرات.
failure-unreachable = انقطع الاتصال. أعد المحاولة ليتابع الرفع من حيث توقف.
failure-unknown = حدث خطأ من جهتنا.
confirm-type = للتأكيد، اكتب
